import type { Device, Host, HostKind } from '../../model/snapshot.ts';
import { sortedUnique } from '../compare-text.ts';
import type { KnownHost } from '../identify.ts';
import type { Told } from './told.ts';

/**
 * Enterprise numbers (IANA) of makers whose agents run on network devices; below `sysObjectID` (SNMPv2-MIB). Makers of servers too
 * are left out, but for the branch of their switches.
 */
const networkMakers: readonly string[] = [
  ...[
    '9.1',
    '9.6',
    '9.12.3.1.3',
    '11.2.3.7.11',
    '43',
    '45',
    '171',
    '207',
    '259',
    '674.10895',
    '890',
    '1588',
    '1872',
    '1916',
    '1991',
  ],
  ...[
    '2011.2',
    '2272',
    '2352',
    '2620',
    '2636',
    '2925',
    '3224',
    '3375',
    '3709',
    '3902',
    '4413',
    '4526',
    '4881',
    '5624',
    '6027',
    '6141',
  ],
  ...[
    '6339',
    '6486',
    '6527',
    '8691',
    '8741',
    '8744',
    '9694',
    '10002',
    '11863',
    '12356',
    '14179',
    '14823',
    '14988',
    '17163',
    '20301',
  ],
  ...[
    '21839',
    '22610',
    '25053',
    '25461',
    '25506',
    '26928',
    '29671',
    '30065',
    '33049',
    '35265',
    '40310',
    '41112',
    '47196',
    '52642',
  ],
];

const isNetworkObject = (objectId: string): boolean =>
  networkMakers.some((maker) => `${objectId}.`.startsWith(`1.3.6.1.4.1.${maker}.`));

/** Operating systems of servers: one that forwards packets for its containers is no router. */
const generalSystem =
  /\b(?:linux|windows|darwin|macos|freebsd|openbsd|netbsd|sunos|solaris|aix|hp-ux|ubuntu|debian|centos|red hat|rhel|rocky|almalinux|suse|fedora)\b/i;

/** Operating systems of network devices alone, as the readers of their command lines call them. */
const networkSystem = /^(?:Cisco (?:IOS|NX-OS|ASA)|Arista EOS|Junos|AOS-CX|ArubaOS-Switch|Comware|RouterOS|FortiOS|PAN-OS)$/;

/** Routers that are Linux underneath, have its shell, and tell all that a server tells. */
const routerOnLinux = /^VyOS$/;

/** Facts only a shell on a server gives. */
const serverFacts: ReadonlySet<string> = new Set(['unit', 'cgroup', 'namespace', 'container', 'guest']);
const serverIdentities: ReadonlySet<string> = new Set(['machine-id', 'boot-id', 'smbios-uuid', 'smbios-serial']);

const isServer = ({ observations }: KnownHost): boolean =>
  observations.some(({ facts }) =>
    facts.some((fact) => serverFacts.has(fact.fact) || (fact.fact === 'identity' && serverIdentities.has(fact.kind))),
  );

const forwardingRoles: ReadonlySet<string> = new Set(['bridge', 'router', 'wlan-access-point', 'repeater']);

/** A bridge needs some ports that learn to be one by trade. */
const tradePorts = 4;

function isBridgeByTrade(told: Told): boolean {
  const learning = new Set(told.fdb.map(({ port, ifIndex, bridgePort }) => port ?? ifIndex ?? bridgePort));
  return learning.size >= 2 && told.bridge.some(({ ports = 0 }) => ports >= tradePorts);
}

/** True where a host that was looked at lives off forwarding what others send. */
function isNetworkDevice(known: KnownHost, told: Told): boolean {
  if (told.system.some(({ osName = '' }) => routerOnLinux.test(osName))) return true;
  if (isServer(known)) return false;
  if (told.system.some(({ osName = '' }) => networkSystem.test(osName))) return true;
  const systems = told.system.flatMap(({ osName, description }) => [osName, description].filter((text) => text !== undefined));
  if (told.system.some(({ objectId }) => objectId !== undefined && isNetworkObject(objectId))) return true;
  if (systems.some((text) => generalSystem.test(text))) return isBridgeByTrade(told);
  const roles = told.device.flatMap(({ roles = [] }) => roles);
  if (roles.some((role) => forwardingRoles.has(role))) return true;
  return told['routing-peer'].length + told.fdb.length > 0 || told.bridge.some(({ ports = 0 }) => ports >= 2);
}

/** What a host tells of its hardware; nothing where it tells nothing. */
function deviceOf(told: Told): Device | undefined {
  const first = (values: readonly (string | undefined)[]): string | undefined =>
    values.find((value) => value !== undefined && value !== '');
  const serial = first(told.identity.map(({ kind, value }) => (kind === 'device-serial' ? value : undefined)));
  const vendor = first(told.device.map((fact) => fact.vendor));
  const model = first(told.device.map((fact) => fact.model));
  const version = first(told.device.map(({ softwareVersion }) => softwareVersion));
  const roles = sortedUnique(told.device.flatMap((fact) => fact.roles ?? []));
  const device = {
    ...(vendor === undefined ? {} : { vendor }),
    ...(model === undefined ? {} : { model }),
    ...(serial === undefined ? {} : { serial }),
    ...(version === undefined ? {} : { version }),
    ...(roles.length === 0 ? {} : { roles }),
  };
  return Object.keys(device).length === 0 ? undefined : device;
}

/** The host with its kind and its hardware, as its own evidence tells. */
export function describeDevice(host: Host, known: KnownHost, told: Told): Host {
  const device = deviceOf(told);
  const kind: HostKind = host.kind === 'server' && isNetworkDevice(known, told) ? 'network-device' : host.kind;
  return { ...host, kind, ...(device === undefined ? {} : { device }) };
}
