/**
 * The truth about the lab: which hosts there are, what runs on them, and who depends on whom.
 * Everything else (addresses, configuration files, expected results) is made from this file.
 */

export type Family = 'ipv4' | 'ipv6';

export interface Daemon {
  /** Key of the daemon in `daemonCommands` of host-files.ts. */
  readonly kind:
    | 'haproxy'
    | 'nginx'
    | 'python-app'
    | 'node-app'
    | 'sidecar'
    | 'postgres'
    | 'redis'
    | 'shopper'
    | 'containers'
    | 'till'
    | 'router'
    | 'archive'
    | 'agent'
    | 'lldp';
  /** Names the kernel may show for its processes; Node names its main thread differently from one major to the next. */
  readonly processNames: readonly string[];
  /**
   * systemd unit it would run under: its control group, where the machine lets the lab make some. Absent for one that
   * was started by hand: only root sees which process that is.
   */
  readonly unit?: string;
}

export interface LabHost {
  readonly name: string;
  /** Last number of every address of the host. */
  readonly number: number;
  readonly daemons: readonly Daemon[];
  /** The switch it hangs on; a switch hangs on the other one. */
  readonly on: SwitchName;
  /** The login works, and then its shell never answers. */
  readonly hangs?: true;
  /** Nobody listens for logins; all there is to hear is the SNMP agent. */
  readonly refusesSsh?: true;
  /** What its SNMP agent answers to: a community (version 2c), or a user with authentication and privacy (version 3). */
  readonly agent?: 'community' | 'user';
  /** It is a switch, and these are the tables its agent shows: those of BRIDGE-MIB, or the MACs of Q-BRIDGE-MIB. */
  readonly bridge?: 'dot1d' | 'dot1q';
}

export type SwitchName = 'sw1' | 'sw2';

/** Of what the machine lets the lab do. */
export interface Variant {
  /** What runs on `ctr1`: containers, or the same programs in bare network namespaces. */
  readonly containers: 'podman' | 'namespaces';
  /** The kernel translates addresses. Without, `ctr1`, `nat1` and `office1` are hosts on which nothing runs. */
  readonly nat: boolean;
}

/** One expected dependency. */
export interface Edge {
  readonly client: string;
  readonly clientProcess: readonly string[];
  readonly clientUnit?: string;
  readonly server: string;
  readonly serverProcess: readonly string[];
  readonly serverUnit?: string;
  readonly port: number;
  readonly protocol: 'tcp';
  readonly families: readonly Family[];
  /**
   * `pool`: connections stay open. `short`: opened, used and closed one after the other, so that nearly
   * always one is open. `momentary`: gone within a millisecond, so only TIME-WAIT tells of them and no
   * tool can name the client's process.
   */
  readonly traffic: 'pool' | 'short' | 'momentary';
  /** Names of the containers the ends are in. */
  readonly clientContainer?: string;
  readonly serverContainer?: string;
  /** What the client asks for, where that is not the address and port of the server. */
  readonly asked?: { readonly address: string; readonly port: number };
  /** Hosts that translate an address on the way. */
  readonly via?: readonly string[];
  /** Only this kind of scan shows it: what is between two hosts, or instead of that what is before and behind a translation. */
  readonly only?: 'sudo' | 'plain';
}

/** A dependency that is written down and never used. */
export interface ConfiguredEdge {
  readonly client: string;
  /** Job it stands in; absent where it is a setting of the host. */
  readonly clientUnit?: string;
  /** A host of the lab, or what a snapshot calls another. */
  readonly server: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

const haproxy: Daemon = { kind: 'haproxy', processNames: ['haproxy'], unit: 'haproxy.service' };
const nginx: Daemon = { kind: 'nginx', processNames: ['nginx'], unit: 'nginx.service' };
const pythonApp: Daemon = { kind: 'python-app', processNames: ['python3'], unit: 'shop.service' };
const nodeApp: Daemon = { kind: 'node-app', processNames: ['node', 'node-MainThread', 'MainThread'], unit: 'orders.service' };
const sidecar: Daemon = { kind: 'sidecar', processNames: ['python3'], unit: 'sidecar.service' };
const postgres: Daemon = { kind: 'postgres', processNames: ['postgres'], unit: 'postgresql@15-main.service' };
const redis: Daemon = { kind: 'redis', processNames: ['redis-server'], unit: 'redis-server.service' };
const shopper: Daemon = { kind: 'shopper', processNames: ['python3'] };
const containerHost: Daemon = { kind: 'containers', processNames: ['containers', 'conmon', 'python3'] };
const till: Daemon = { kind: 'till', processNames: ['python3'], unit: 'till.service' };
const router: Daemon = { kind: 'router', processNames: [] };
/** What none of them does where the kernel does not translate addresses. */
export const needNat: readonly Daemon['kind'][] = ['containers', 'till', 'router'];

/** Where there is an agent, the process behind a socket is known without a login. */
const agent: Daemon = { kind: 'agent', processNames: ['snmpd'], unit: 'snmpd.service' };
const lldp: Daemon = { kind: 'lldp', processNames: ['lldpd', 'lldpcli'], unit: 'lldpd.service' };
const archive: Daemon = { kind: 'archive', processNames: ['python3'], unit: 'archive.service' };
const watched = [agent, lldp];

export const hosts: readonly LabHost[] = [
  { name: 'sw1', number: 2, on: 'sw2', daemons: watched, refusesSsh: true, agent: 'user', bridge: 'dot1d' },
  { name: 'sw2', number: 3, on: 'sw1', daemons: watched, refusesSsh: true, agent: 'community', bridge: 'dot1q' },
  { name: 'lb1', number: 10, on: 'sw1', daemons: [haproxy] },
  { name: 'web1', number: 11, on: 'sw1', daemons: [nginx, ...watched], agent: 'community' },
  { name: 'web2', number: 12, on: 'sw1', daemons: [nginx] },
  { name: 'app1', number: 21, on: 'sw2', daemons: [sidecar, pythonApp] },
  { name: 'app2', number: 22, on: 'sw2', daemons: [sidecar, nodeApp, agent], agent: 'user' },
  { name: 'ctr1', number: 23, on: 'sw2', daemons: [containerHost] },
  { name: 'db1', number: 31, on: 'sw2', daemons: [postgres, ...watched], agent: 'user' },
  { name: 'cache1', number: 32, on: 'sw2', daemons: [redis] },
  { name: 'legacy1', number: 33, on: 'sw2', daemons: [archive, ...watched], refusesSsh: true, agent: 'user' },
  { name: 'client1', number: 41, on: 'sw1', daemons: [shopper] },
  { name: 'office1', number: 42, on: 'sw1', daemons: [till] },
  { name: 'nat1', number: 51, on: 'sw1', daemons: [router] },
  { name: 'hang1', number: 70, on: 'sw1', daemons: [], hangs: true },
];

/** Who lets people in and answers them. */
export const openHosts = hosts.filter(({ hangs, refusesSsh }) => hangs !== true && refusesSsh !== true);

/** What is scanned: every host but the one that hangs, and addresses where nothing is. */
export const subnet = '10.99.0.0/26';
export const hangingHost = 'hang1';
export const scannerNumber = 250;

export const ipv4Of = (number: number): string => `10.99.0.${number}`;
/** The same as words for a scan over SSH alone: without those who refuse it. */
export const overSsh: readonly string[] = [
  subnet,
  ...hosts.filter(({ refusesSsh }) => refusesSsh === true).flatMap(({ number }) => ['--exclude', ipv4Of(number)]),
];
/** Written with the decimal number, so that `fd99::31` is the host of `10.99.0.31`. */
export const ipv6Of = (number: number): string => `fd99::${number}`;
export const macOf = (number: number): string => `52:54:00:99:00:${number.toString(16).padStart(2, '0')}`;

export const ports = {
  http: 80,
  pythonApp: 8081,
  nodeApp: 8082,
  nodeAdmin: 45001,
  archive: 8083,
  sidecar: 9000,
  postgres: 5432,
  redis: 6379,
  /** In the container, and on its host. */
  stock: 9100,
  published: 8080,
  /** What `nat1` turns into the cache. */
  forwarded: 6380,
};

/** Behind the bridge of `ctr1`. */
export const insideSubnet = '10.89.7.0/24';
export const containers = { stock: { address: '10.89.7.10' }, report: { address: '10.89.7.11' } } as const;

/** Where every host is told to ask for names; nobody is there. */
export const nameServer = '10.99.0.53';

export type End = readonly [host: string, daemon: Pick<Daemon, 'processNames' | 'unit'>];

export const edge = (from: End, to: End, port: number, families: readonly Family[], traffic: Edge['traffic']): Edge => ({
  client: from[0],
  clientProcess: from[1].processNames,
  ...(from[1].unit === undefined ? {} : { clientUnit: from[1].unit }),
  server: to[0],
  serverProcess: to[1].processNames,
  ...(to[1].unit === undefined ? {} : { serverUnit: to[1].unit }),
  port,
  protocol: 'tcp',
  families,
  traffic,
});

const lb1: End = ['lb1', haproxy];
const web1: End = ['web1', nginx];
const web2: End = ['web2', nginx];
const app1: End = ['app1', pythonApp];
const app2: End = ['app2', nodeApp];
export const db1: End = ['db1', postgres];
export const cache1: End = ['cache1', redis];
const client1: End = ['client1', shopper];
const legacy1: End = ['legacy1', archive];
export const office1: End = ['office1', till];

/** What there is in every variant. */
export const edges: readonly Edge[] = [
  edge(client1, lb1, ports.http, ['ipv4', 'ipv6'], 'pool'),
  edge(client1, cache1, ports.redis, ['ipv6'], 'momentary'),
  edge(lb1, web1, ports.http, ['ipv4'], 'pool'),
  edge(lb1, web2, ports.http, ['ipv6'], 'pool'),
  edge(web1, app1, ports.pythonApp, ['ipv4'], 'pool'),
  edge(web1, app2, ports.nodeApp, ['ipv4'], 'pool'),
  edge(web2, app1, ports.pythonApp, ['ipv6'], 'pool'),
  edge(web2, app2, ports.nodeApp, ['ipv6'], 'pool'),
  edge(app1, db1, ports.postgres, ['ipv4'], 'pool'),
  edge(app2, db1, ports.postgres, ['ipv6'], 'pool'),
  edge(app1, cache1, ports.redis, ['ipv4'], 'short'),
  edge(app2, cache1, ports.redis, ['ipv6'], 'pool'),
  // The host in between refuses logins: who it is that asks and answers there only its agent tells.
  edge(web1, legacy1, ports.archive, ['ipv4'], 'pool'),
  edge(legacy1, db1, ports.postgres, ['ipv4'], 'pool'),
  // The server's port is above the client's (45001 against 700): a guess by the lower port is wrong here.
  edge(app1, app2, ports.nodeAdmin, ['ipv4'], 'pool'),
  // On loopback, the same address and port on two hosts.
  edge(app1, ['app1', sidecar], ports.sidecar, ['ipv4'], 'pool'),
  edge(app2, ['app2', sidecar], ports.sidecar, ['ipv4'], 'pool'),
];

/** Fixed source port of the client in the edge to `ports.nodeAdmin`. */
export const reservedSourcePort = 700;

/** Users for the scan, logged in by key: one without sudo, one with NOPASSWD. */
export const users = { plain: 'mapper', sudo: 'mapperroot' } as const;

export function hostNamed(name: string): LabHost {
  const host = hosts.find((candidate) => candidate.name === name);
  if (host === undefined) throw new Error(`no host ${name} in the topology`);
  return host;
}
