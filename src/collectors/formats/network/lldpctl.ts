import type { Fact } from '../../../model/fact.ts';
import type { AdjacencyFact } from '../../../model/network-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { known } from '../known.ts';
import { readCapabilities } from './capabilities.ts';
import { deviceId } from './hardware.ts';

/** `lldp.eth0.20.chassis.name=sw1`: the port may have a dot, the names of the fields are lldpd's. */
const field =
  /^lldp\.([^=]{1,60}?)\.((?:via|rid|age|chassis|port|p?vlan|ppvid|pi|lldp-med|unknown-tlvs)[\w.-]{0,120})=(.{0,1000})$/;
const chassisIds = ['chassis.mac', 'chassis.ifname', 'chassis.local', 'chassis.ip', 'chassis.ifalias'];
const portIds = ['port.ifname', 'port.mac', 'port.local', 'port.ip', 'port.ifalias'];
const capability = /^chassis\.(\w{1,20})\.enabled$/;

interface Draft {
  readonly line: number;
  readonly port: string;
  /** The fields that stand once. */
  readonly fields: Map<string, string>;
  readonly addresses: Set<string>;
  readonly enabled: string[];
}

const newDraft = (line: number, port: string): Draft => ({ line, port, fields: new Map(), addresses: new Set(), enabled: [] });

function adjacencyOf({ line, port, fields, addresses, enabled }: Draft): AdjacencyFact | undefined {
  const firstOf = (names: readonly string[]): string | undefined =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '');
  const [chassis, portId, name] = [firstOf(chassisIds), firstOf(portIds), fields.get('chassis.name')];
  if (chassis === undefined && portId === undefined && name === undefined) return undefined;
  return {
    fact: 'adjacency',
    line,
    protocol: /^CDP/.test(fields.get('via') ?? '') ? 'cdp' : 'lldp',
    localPort: port,
    ...known('remoteChassis', chassis === undefined ? undefined : deviceId(chassis)),
    ...known('remoteName', name),
    ...known('remotePort', portId === undefined ? undefined : deviceId(portId)),
    ...known('remotePortDescription', fields.get('port.descr')),
    ...known('remoteAddresses', [...addresses]),
    ...known('remoteDescription', fields.get('chassis.descr')),
    ...known('remoteCapabilities', readCapabilities(enabled.join(','))),
  };
}

function put(draft: Draft, name: string, value: string): void {
  const able = capability.exec(name)?.[1];
  if (able !== undefined) {
    if (value === 'on') draft.enabled.push(able);
  } else if (name === 'chassis.mgmt-ip') {
    const address = canonicalAddress(value);
    if (address !== undefined) draft.addresses.add(address);
  } else if (!draft.fields.has(name)) draft.fields.set(name, value);
}

/**
 * `lldpctl -f keyvalue` (lldpctl(8)): what lldpd has heard of, a line a field. Releases before 0.7 have no lldpcli, and no JSON; a
 * neighbor begins with how it was heard of.
 */
export function parseLldpctl(text: string): readonly Fact[] {
  const list = factList();
  let draft: Draft | undefined;
  const flush = (): void => {
    const fact = draft === undefined ? undefined : adjacencyOf(draft);
    if (fact !== undefined) list.facts.push(fact);
    else if (draft !== undefined) list.skip(draft.line, draft.port, 'a neighbor without any id');
    draft = undefined;
  };
  for (const { number: line, text: row } of readLines(text)) {
    const [, port, name, value = ''] = field.exec(row.slice(0, 1_200)) ?? [];
    if (port === undefined || name === undefined) {
      if (row.startsWith('lldp.')) list.skip(line, row, 'not a field of a neighbor');
    } else {
      if (name === 'via' || draft?.port !== port) flush();
      draft ??= newDraft(line, port);
      put(draft, name, value);
    }
  }
  flush();
  return list.facts;
}
