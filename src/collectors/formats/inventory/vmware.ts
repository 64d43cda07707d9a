import type { Fact } from '../../../model/fact.ts';
import { parseInventoryCsv } from './csv.ts';
import { addresses, type Json, lastPart, lookUp, macs, objectsAt, tags, textAt, texts, textsAt } from './fields.ts';
import { type ItemReader, listedHost, readInventory } from './listed.ts';
import { hypervisorIn, smbiosIdentity } from './vmware-values.ts';

const source = 'vmware' as const;
const capital = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** Keys begin with a small letter since govc 0.31, before with a capital one. */
const read = (value: Json, ...path: readonly string[]): string | undefined =>
  textAt(value, ...path) ?? textAt(value, ...path.map(capital));
const readAll = (value: Json, ...path: readonly string[]): readonly Json[] => [
  ...objectsAt(value, ...path),
  ...objectsAt(value, ...path.map(capital)),
];

const states: Readonly<Record<string, string>> = {
  poweredon: 'running',
  poweredoff: 'stopped',
  suspended: 'suspended',
  0: 'stopped',
  1: 'running',
  2: 'suspended',
};
const stateOf = (text: string | undefined): string | undefined => lookUp(states, text?.toLowerCase()) ?? text?.toLowerCase();

/** `govc vm.info -json`: VirtualMachine of the vSphere API. A template is no machine. */
const readMachine: ItemReader = (value, line) => {
  const id = read(value, 'self', 'value') ?? read(value, 'config', 'uuid');
  if (id === undefined) return undefined;
  if (read(value, 'config', 'template') === 'true') return [];
  const cards = readAll(value, 'guest', 'net');
  const devices = readAll(value, 'config', 'hardware', 'device');
  const ips = cards.flatMap((card) => [...textsAt(card, 'ipAddress'), ...textsAt(card, 'IpAddress')]);
  return [
    listedHost(line, {
      ...{ source, id, names: texts(read(value, 'name') ?? read(value, 'config', 'name'), read(value, 'guest', 'hostName')) },
      addresses: addresses(read(value, 'guest', 'ipAddress'), ips),
      macs: macs(
        devices.map((one) => read(one, 'macAddress')),
        cards.map((one) => read(one, 'macAddress')),
      ),
      identity: smbiosIdentity(read(value, 'config', 'uuid') ?? read(value, 'summary', 'config', 'uuid')),
      osName: read(value, 'guest', 'guestFullName') ?? read(value, 'config', 'guestFullName'),
      state: stateOf(read(value, 'runtime', 'powerState') ?? read(value, 'summary', 'runtime', 'powerState')),
      tags: {},
      runsOn: read(value, 'runtime', 'host', 'value') ?? read(value, 'summary', 'runtime', 'host', 'value'),
    }),
  ];
};

/** `govc host.info -json`: HostSystem. */
const readHypervisor: ItemReader = (value, line) => {
  const id = read(value, 'self', 'value') ?? read(value, 'name');
  if (id === undefined) return undefined;
  const cards = readAll(value, 'config', 'network', 'vnic');
  return [
    listedHost(line, {
      ...{ source, id, names: texts(read(value, 'name'), read(value, 'summary', 'config', 'name')) },
      addresses: addresses(cards.map((card) => read(card, 'spec', 'ip', 'ipAddress'))),
      macs: macs(readAll(value, 'config', 'network', 'pnic').map((card) => read(card, 'mac'))),
      identity: smbiosIdentity(read(value, 'hardware', 'systemInfo', 'uuid') ?? read(value, 'summary', 'hardware', 'uuid')),
      osName: read(value, 'summary', 'config', 'product', 'name'),
      osVersion: read(value, 'summary', 'config', 'product', 'version'),
      tags: {},
    }),
  ];
};

/** `Get-VM | ConvertTo-Json`: what PowerCLI's objects show at the first levels. */
const readPowerCli: ItemReader = (value, line) => {
  const [name, id] = [textAt(value, 'Name'), textAt(value, 'Id')];
  if (name === undefined || (id === undefined && value['PowerState'] === undefined)) return undefined;
  const host = textAt(value, 'VMHost', 'Name') ?? textAt(value, 'VMHost');
  const machine = listedHost(line, {
    ...{ source, id: id ?? name, names: texts(name, textAt(value, 'Guest', 'HostName')), macs: [] },
    addresses: addresses([...textsAt(value, 'Guest', 'IPAddress')]),
    osName: textAt(value, 'Guest', 'OSFullName'),
    state: stateOf(textAt(value, 'PowerState')),
    tags: tags({ folder: textAt(value, 'Folder', 'Name'), cluster: textAt(value, 'ResourcePool', 'Name') }),
    runsOn: host,
  });
  return host === undefined ? [machine] : [machine, hypervisorIn(source, host, line)];
};

const properties = (value: Json): Json =>
  Object.fromEntries(readAll(value, 'propSet').map((one) => [read(one, 'name') ?? '', one['val'] ?? one['Val']]));

/** `govc object.collect -json`: one property beside the other, named by its path. */
const readCollected: ItemReader = (value, line) => {
  const id = read(value, 'obj', 'value');
  if (id === undefined) return [];
  const own = properties(value);
  const name = textAt(own, 'name');
  if (name === undefined || !/^(?:vm|host)-/.test(id)) return [];
  return [
    listedHost(line, {
      ...{
        source,
        id,
        names: texts(name, textAt(own, 'guest.hostName')),
        addresses: addresses(textAt(own, 'guest.ipAddress')),
        macs: [],
      },
      identity: smbiosIdentity(textAt(own, 'config.uuid')),
      state: stateOf(textAt(own, 'runtime.powerState')),
      tags: {},
      runsOn: textAt(own, 'runtime.host', 'value'),
    }),
  ];
};

/** `govc ls -json`: the objects of a folder, each with its path. */
const readElement: ItemReader = (value, line) => {
  const [object] = readAll(value, 'object');
  const type = read(object ?? {}, 'self', 'type');
  const name = read(object ?? {}, 'name') ?? lastPart(read(value, 'path'));
  const told = { ...object, ...(name === undefined ? {} : { name }) };
  if (type === 'VirtualMachine') return readMachine(told, line);
  return type === 'HostSystem' ? readHypervisor(told, line) : [];
};

/** What govc and PowerCLI write of a vCenter. Format: vSphere Web Services API, as `govc … -json` prints it. */
export const parseVmware = (text: string): readonly Fact[] =>
  readInventory(text, {
    ...{ virtualMachines: readMachine, VirtualMachines: readMachine, hostSystems: readHypervisor, HostSystems: readHypervisor },
    ...{ elements: readElement, Elements: readElement },
    '': (value, line) =>
      value['obj'] !== undefined || value['Obj'] !== undefined ? readCollected(value, line) : readPowerCli(value, line),
  });

const kept: ReadonlySet<string> = new Set(['cluster', 'datacenter', 'folder', 'network', 'resourcepool']);

const options = { source, keep: kept, withHypervisors: true } as const;

/** The header of the objects of PowerCLI, whose name is that of the machine; in RVTools `VM` is, and `Name` the name of something else. */
const isGetVm = (text: string): boolean => /^[^\n]{0,2000}"VMHost"/m.test(text.slice(0, 5_000));

/** The tabs vInfo and vNetwork of RVTools as CSV: a row a machine, a row a card; and `Get-VM | Export-Csv`. */
export const parseRvtools = (text: string): readonly Fact[] =>
  parseInventoryCsv(text, {
    ...options,
    columns: isGetVm(text)
      ? { guest: 'none', guestos: 'none', version: 'none' }
      : {
          host: 'runsOn',
          vmuuid: 'none',
          vmid: 'id',
          name: 'none',
          smbiosuuid: 'uuid',
          osaccordingtotheconfigurationfile: 'none',
        },
  });
