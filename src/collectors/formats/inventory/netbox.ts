import type { Fact } from '../../../model/fact.ts';
import { addresses, at, type Json, objectsAt, tags, textAt, texts } from './fields.ts';
import { type ItemReader, listedHost, readInventory } from './listed.ts';

const source = 'netbox' as const;
const label = (value: Json, key: string): string | undefined =>
  textAt(value, key, 'name') ?? textAt(value, key, 'display') ?? textAt(value, key);
const stateOf = (value: Json): string | undefined => textAt(value, 'status', 'value') ?? textAt(value, 'status');

const placeTags = (value: Json) =>
  tags(Object.fromEntries(objectsAt(value, 'tags').map((tag) => [textAt(tag, 'slug') ?? textAt(tag, 'name') ?? '', 'true'])), {
    ...{
      site: label(value, 'site'),
      rack: label(value, 'rack'),
      cluster: label(value, 'cluster'),
      tenant: label(value, 'tenant'),
    },
    role: label(value, 'role') ?? label(value, 'device_role'),
    position: textAt(value, 'position'),
  });

const primary = (value: Json): string[] =>
  addresses(
    ['primary_ip', 'primary_ip4', 'primary_ip6', 'oob_ip'].map((key) =>
      key === 'oob_ip' ? undefined : textAt(value, key, 'address'),
    ),
  );

/** A device has a type of hardware, a virtual machine has virtual processors. */
const readMachine = (value: Json, line: number): readonly Fact[] | undefined => {
  const [id, name] = [textAt(value, 'id'), textAt(value, 'name')];
  if (id === undefined) return undefined;
  const isDevice = at(value, 'device_type') !== undefined;
  const serial = textAt(value, 'serial');
  // A server shows that of its chassis by SMBIOS, a switch by ENTITY-MIB.
  const serials = serial === undefined || !isDevice ? [] : (['device-serial', 'smbios-serial'] as const);
  return [
    listedHost(line, {
      ...{ source, id: `${isDevice ? 'device' : 'vm'}/${id}`, names: texts(name), addresses: primary(value), macs: [] },
      identity: serials.map((kind) => ({ kind, value: serial ?? '' })),
      osName: label(value, 'platform'),
      state: stateOf(value),
      tags: placeTags(value),
      runsOn: textAt(value, 'device', 'id') === undefined ? undefined : `device/${textAt(value, 'device', 'id')}`,
    }),
  ];
};

/** An address of an interface belongs to the machine of that. */
function readAddress(value: Json, line: number): readonly Fact[] {
  const machine = at(value, 'assigned_object', 'virtual_machine');
  const owner = machine ?? at(value, 'assigned_object', 'device');
  const id = textAt(owner, 'id');
  if (id === undefined) return [];
  return [
    listedHost(line, {
      ...{ source, id: `${machine === undefined ? 'device' : 'vm'}/${id}`, macs: [] },
      names: texts(textAt(owner, 'name'), textAt(value, 'dns_name')),
      addresses: addresses(textAt(value, 'address')),
      tags: tags({ vrf: label(value, 'vrf') }),
    }),
  ];
}

const readItem: ItemReader = (value, line) =>
  at(value, 'assigned_object_type') !== undefined || textAt(value, 'address') !== undefined
    ? readAddress(value, line)
    : readMachine(value, line);

/** Answers of NetBox at /api/dcim/devices/, /api/virtualization/virtual-machines/ and /api/ipam/ip-addresses/. Format: NetBox REST API. */
export const parseNetbox = (text: string): readonly Fact[] => readInventory(text, { results: readItem, '': readItem });
