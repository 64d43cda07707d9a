import type { Fact, RouteFact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readPrefix, routeDestination } from '../../../text/prefix.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceId, deviceMac } from './hardware.ts';

type Values = ReadonlyMap<string, string>;
/** Undefined where the row lacks what it is about. */
type ReadRow = (values: Values, flags: string, line: number) => readonly Fact[] | undefined;

/**
 * ` 0 DC address=10.0.0.1 mac-address=…`; RouterOS 7 gives a route it made itself no number, `   DAc dst-address=…`. A value with blanks
 * is in quotes or goes to the next `name=`.
 */
const start = /^\s{0,8}(?:\d{1,6}\s{1,6})?((?:[A-Za-z!*+]{1,6}\s{1,4}){0,3})(?=[a-z][\w.-]{0,40}=|;;;)/;
const pair = /(?:^|\s)([a-z][\w.-]{0,40})=("[^"\n]{0,400}"|[^\s"=]{0,400}(?:\s(?![a-z][\w.-]{0,40}=)[^\s=]{1,80}){0,40})/g;

function valuesOf(text: string): Values {
  return new Map(
    [...text.slice(0, 4_000).matchAll(pair)].map(([, name = '', value = '']) => [name, value.replace(/^"|"$/g, '')]),
  );
}

function parseRows(text: string, read: ReadRow): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '' || /^\s{0,4}(?:Flags|Columns):/.test(line)) continue;
    const flags = start.exec(line);
    const facts = flags === null ? undefined : read(valuesOf(line.slice(flags[0].length)), flags[1] ?? '', number);
    if (facts === undefined) list.skip(number, line, 'not a row of print terse');
    else list.facts.push(...facts);
  }
  return list.facts;
}

/** Flag X: somebody turned it off, and it is in no use. */
const unlessDisabled =
  (read: ReadRow): ReadRow =>
  (values, flags, line) =>
    /X/.test(flags) ? [] : read(values, flags, line);

const readArp: ReadRow = (values, flags, line) => {
  const address = canonicalAddress(values.get('address') ?? '');
  const mac = deviceMac(values.get('mac-address') ?? '');
  if (address === undefined) return undefined;
  const state = mac === undefined ? 'incomplete' : /D/.test(flags) ? undefined : 'permanent';
  return [
    {
      fact: 'neighbor',
      line,
      address,
      ...known('mac', mac),
      ...known('interface', values.get('interface')),
      ...known('state', state),
    },
  ];
};

const readHost: ReadRow = (values, flags, line) => {
  const mac = deviceMac(values.get('mac-address') ?? '');
  if (mac === undefined) return undefined;
  const port = values.get('on-interface') ?? values.get('interface');
  return [
    {
      fact: 'fdb',
      line,
      mac,
      ...known('port', port),
      ...known('vlan', readInteger(values.get('vid'))),
      status: /L/.test(flags) ? 'self' : 'learned',
    },
  ];
};

/** MNDP, CDP and LLDP in one list; `discovered-by` says which, from RouterOS 7 on. */
const readNeighbor: ReadRow = (values, _flags, line) => {
  const by = values.get('discovered-by') ?? '';
  const chassis = deviceMac(values.get('mac-address') ?? '');
  if (chassis === undefined && !values.has('identity')) return undefined;
  const addresses = ['address', 'address4', 'address6'].flatMap((name) => canonicalAddress(values.get(name) ?? '') ?? []);
  return [
    {
      fact: 'adjacency',
      line,
      protocol: /cdp/.test(by) && !/lldp/.test(by) ? 'cdp' : 'lldp',
      ...known('localPort', values.get('interface')?.split(',')[0]),
      ...known('remoteChassis', chassis),
      ...known('remoteName', values.get('identity')),
      ...known('remotePort', values.has('interface-name') ? deviceId(values.get('interface-name') ?? '') : undefined),
      ...known('remoteAddresses', [...new Set(addresses)]),
      ...known('remoteDescription', values.get('system-description')),
      ...known('remotePlatform', values.get('platform')),
      ...known('remoteCapabilities', values.get('system-caps-enabled')?.split(',').filter(Boolean)),
    },
  ];
};

const readInterface: ReadRow = (values, flags, line) => {
  const name = values.get('name');
  if (name === undefined) return undefined;
  const mac = deviceMac(values.get('mac-address') ?? '');
  const mtu = readInteger(values.get('actual-mtu') ?? values.get('mtu'));
  return [
    {
      fact: 'interface',
      line,
      name,
      ...known('mac', mac),
      ...known('mtu', mtu),
      up: /R/.test(flags),
      ...known('kind', values.get('type')),
      ...known('alias', values.get('comment')),
    },
  ];
};

const readIpAddress: ReadRow = (values, _flags, line) => {
  const read = readPrefix(values.get('address') ?? '');
  return read === undefined
    ? undefined
    : [
        {
          fact: 'address',
          line,
          ...known('interface', values.get('interface')),
          address: read.address,
          ...known('prefix', read.length),
        },
      ];
};

/** `10.0.0.1%ether1`, `ether1@vrf1`: the interface, and the table the way leads to. */
function wayOf(told: string): Pick<RouteFact, 'gateway' | 'interface'> {
  const [address = '', zone] = (told.split('@', 1)[0] ?? '').split('%');
  const gateway = canonicalAddress(address);
  return { ...known('gateway', gateway), ...known('interface', zone ?? (gateway === undefined ? address : undefined)) };
}

/** Flag A: in use; of one destination several ways may be, `gateway=10.0.0.1,10.0.0.2`. */
const readRoute: ReadRow = (values, flags, line) => {
  const read = readPrefix(values.get('dst-address') ?? '');
  if (read === undefined) return undefined;
  const ways = /A/.test(flags) ? (values.get('gateway') ?? '').split(',') : [];
  return ways.map((way) => ({ fact: 'route', line, destination: routeDestination(read), ...wayOf(way) }));
};

const readVlan: ReadRow = (values, _flags, line) => {
  const [name, vlan] = [values.get('name'), readInteger(values.get('vlan-id'))];
  return name === undefined || vlan === undefined ? undefined : [{ fact: 'interface', line, name, vlan }];
};

/** `slaves=ether1,ether2` */
const readBond: ReadRow = (values, _flags, line) => {
  const port = values.get('name');
  const members = (values.get('slaves') ?? '').split(',').flatMap((one) => (one === '' ? [] : [{ port: one }]));
  return port === undefined ? undefined : [{ fact: 'aggregate', line, port, members }];
};

/** `/ip arp print terse` (RouterOS documentation, Console): flag D is dynamic. */
export const parseRouterosArp = (text: string): readonly Fact[] => parseRows(text, unlessDisabled(readArp));
/** `/interface bridge host print terse`: flag L is a MAC of the bridge itself. */
export const parseRouterosHosts = (text: string): readonly Fact[] => parseRows(text, readHost);
/** `/ip neighbor print terse` */
export const parseRouterosNeighbors = (text: string): readonly Fact[] => parseRows(text, readNeighbor);
/** `/interface print terse`: flag R is running. */
export const parseRouterosInterfaces = (text: string): readonly Fact[] => parseRows(text, readInterface);
/** `/ip address print terse` */
export const parseRouterosAddresses = (text: string): readonly Fact[] => parseRows(text, unlessDisabled(readIpAddress));
/** `/interface vlan print terse`: the tag of an interface, which `/interface print` does not tell. */
export const parseRouterosVlans = (text: string): readonly Fact[] => parseRows(text, unlessDisabled(readVlan));
/** `/interface bonding print terse` */
export const parseRouterosBonds = (text: string): readonly Fact[] => parseRows(text, unlessDisabled(readBond));
/** `/ip route print terse`: the ways in use. */
export const parseRouterosRoutes = (text: string): readonly Fact[] => parseRows(text, unlessDisabled(readRoute));

/** `/system identity print`: the name of the device. */
export function parseRouterosIdentity(text: string): readonly Fact[] {
  const name = /^\s{0,20}name: {0,4}"?([^"\r\n]{1,64})/m.exec(text)?.[1]?.trim();
  return name === undefined ? [] : [{ fact: 'system', line: 1, name }];
}

/** `/system routerboard print`: model and serial number. */
export function parseRouterosBoard(text: string): readonly Fact[] {
  const serial = /^\s{0,20}serial-number: (\w{4,30})/m.exec(text)?.[1];
  const model = /^\s{0,20}model: (\S.{0,60})/m.exec(text)?.[1]?.trim();
  return [
    ...(model === undefined ? [] : [{ fact: 'device' as const, line: 1, vendor: 'MikroTik', model }]),
    ...(serial === undefined ? [] : [{ fact: 'identity' as const, line: 1, kind: 'device-serial' as const, value: serial }]),
  ];
}
