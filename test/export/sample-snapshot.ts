import type { Dependency, DependencyEnd, Host, HostKind, Service, Snapshot } from '../../src/model/snapshot.ts';

export const now = '2025-03-14T09:26:53.000Z';
export const before = '2025-03-07T09:20:11.000Z';

/** A host that was looked at. */
export function aHost(name: string, address: string, rest: Partial<Host> = {}): Host {
  return {
    id: `host-${name}`,
    name,
    names: [name, `${name}.example.test`],
    addresses: [address, `2001:db8::${address.split('.')[3]}`],
    macs: [`52:54:00:00:00:${Number(address.split('.')[3]).toString(16).padStart(2, '0')}`],
    kind: 'server',
    os: { name: 'Debian GNU/Linux', version: '12' },
    tags: {},
    targets: [address],
    identity: [`machine-id:${name.padEnd(32, '0')}`],
    evidence: { status: 'collected', at: now, stale: false },
    ...rest,
  };
}

/** A host that was only seen as a peer. */
export const aPeer = (address: string, kind: HostKind, name = address): Host => ({
  id: `host-${address}`,
  name,
  names: name === address ? [] : [name],
  addresses: [address],
  macs: [],
  kind,
  tags: {},
});

/** A service listening on TCP ports, or a client where there are none. */
export function aService(host: string, name: string, ports: readonly number[], rest: Partial<Service> = {}): Service {
  return {
    id: `service-${host}-${name}`,
    host: `host-${host}`,
    name,
    kind: ports.length === 0 ? 'client' : 'both',
    endpoints: ports.map((port) => ({ protocol: 'tcp', address: '*', port })),
    processes: [{ pid: 700 + name.length, name, user: name }],
    unit: `${name}.service`,
    namedBy: 'unit',
    ...rest,
  };
}

/** `web1/nginx` is a service, `web1` a host whose process is not known. */
function end(text: string): DependencyEnd {
  const [host = '', service] = text.split('/');
  return service === undefined ? { host: `host-${host}` } : { host: `host-${host}`, service: `service-${host}-${service}` };
}

/** An arrow from client to server: `aDependency('web1/nginx', 'app1/shop', 8080)`. */
export function aDependency(from: string, to: string, port: number, rest: Partial<Dependency> = {}): Dependency {
  return {
    id: `dependency-${from}-${to}-${port}`,
    from: end(from),
    to: end(to),
    protocol: 'tcp',
    port,
    state: 'active',
    seenFrom: 'both',
    directionRule: 'own-listener',
    confidence: 0.99,
    connections: 4,
    samples: { seen: 3, total: 3 },
    firstSeen: before,
    lastSeen: now,
    via: [],
    bytes: 48_213_004,
    rttMs: 0.41,
    ...rest,
  };
}

const udp = (port: number) => ({ endpoints: [{ protocol: 'udp', address: '*', port }] });
const shared = (reason: string) => ({ shared: { reason } });
const fleet = ['lb1', 'web1', 'web2', 'app1', 'app2', 'db1', 'db2', 'cache1', 'queue1', 'batch1'];

const hosts = [
  aHost('lb1', '10.20.0.5'),
  aHost('web1', '10.20.0.11'),
  aHost('web2', '10.20.0.12'),
  aHost('app1', '10.20.0.21'),
  aHost('app2', '10.20.0.22'),
  aHost('db1', '10.20.0.31'),
  aHost('db2', '10.20.0.32', { evidence: { status: 'hung', at: before, stale: true } }),
  aHost('cache1', '10.20.0.41'),
  aHost('queue1', '10.20.0.51'),
  aHost('dns1', '10.20.0.2'),
  aHost('mon1', '10.20.0.3'),
  aHost('batch1', '10.20.0.61'),
  aPeer('10.20.0.77', 'unknown'),
  aPeer('203.0.113.50', 'external', 'payments.example.net'),
  aPeer('198.51.100.7', 'external'),
];

const services = [
  aService('lb1', 'haproxy', [80, 443]),
  ...['web1', 'web2'].map((name) => aService(name, 'nginx', [80])),
  ...['app1', 'app2'].map((name) => aService(name, 'shop', [8080])),
  aService('app1', 'mailer', []),
  aService('db1', 'postgresql', [5432], { software: 'PostgreSQL', version: '15.6', unit: 'postgresql@15-main.service' }),
  aService('db2', 'postgresql', [5432], { software: 'PostgreSQL', version: '15.6', unit: 'postgresql@15-main.service' }),
  aService('cache1', 'redis', [6379]),
  aService('queue1', 'rabbitmq', [5672, 25672, 4369, 15672]),
  aService('dns1', 'unbound', [53], { ...udp(53), ...shared('answers DNS to 10 hosts') }),
  aService('mon1', 'prometheus', [9090], shared('asks 10 hosts on port 9100')),
  aService('batch1', 'nightly', [], { namedBy: 'script' }),
  ...fleet.map((name) => aService(name, 'node_exporter', [9100])),
  ...fleet.map((name) => aService(name, 'ssh', [22])),
];

const dependencies = [
  aDependency('198.51.100.7', 'lb1/haproxy', 443, { seenFrom: 'server', rttMs: 31.2 }),
  aDependency('10.20.0.77', 'lb1/haproxy', 80, { seenFrom: 'server' }),
  ...['web1', 'web2'].map((web) => aDependency('lb1/haproxy', `${web}/nginx`, 80)),
  ...['web1', 'web2'].flatMap((web) => ['app1', 'app2'].map((app) => aDependency(`${web}/nginx`, `${app}/shop`, 8080))),
  ...['app1', 'app2'].flatMap((app) => [
    aDependency(`${app}/shop`, 'db1/postgresql', 5432),
    aDependency(`${app}/shop`, 'cache1/redis', 6379),
    aDependency(`${app}/shop`, 'queue1/rabbitmq', 5672),
  ]),
  aDependency('app1/shop', '203.0.113.50', 443, { seenFrom: 'client', directionRule: 'ephemeral-range', confidence: 0.7 }),
  aDependency('app1/mailer', 'queue1/rabbitmq', 5672, { silent: true, lastSeen: before, samples: { seen: 0, total: 3 } }),
  aDependency('app1/mailer', '10.20.0.77', 25, { state: 'attempted', seenFrom: 'client', directionRule: 'syn-state' }),
  aDependency('db2/postgresql', 'db1/postgresql', 5432, { seenFrom: 'server' }),
  aDependency('batch1/nightly', 'db1/postgresql', 5432),
  aDependency('batch1', 'queue1/rabbitmq', 15672, { seenFrom: 'server', confidence: 0.9 }),
  ...fleet.map((name) => aDependency(name, 'dns1/unbound', 53, { protocol: 'udp', seenFrom: 'server' })),
  ...fleet.map((name) => aDependency('mon1/prometheus', `${name}/node_exporter`, 9100)),
];

const byId = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

/** A snapshot made of these parts, sorted as a real one is. */
export function aSnapshot(parts: Partial<Snapshot>): Snapshot {
  return {
    format: 'map.snapshot',
    version: 1,
    snapshot: { id: '7', label: 'before the move', takenAt: now, toolVersion: '0.1.0', scope: ['10.20.0.0/26', 'old1'] },
    links: [],
    applications: [],
    ...parts,
    hosts: byId(parts.hosts ?? []),
    services: byId(parts.services ?? []),
    dependencies: byId(parts.dependencies ?? []),
    coverage: parts.coverage ?? {
      targets: 14,
      collected: 11,
      unanswered: 0,
      failed: [
        { target: '10.20.0.32', status: 'hung', message: '10.20.0.32: nothing came before the deadline of 60 s' },
        { target: '10.20.0.71', status: 'login-refused', message: '10.20.0.71: the host refused every credential offered' },
        { target: 'old1', status: 'unanswered', message: 'old1: no answer within 5 s' },
      ],
      edges: 37,
      edgesWithBothProcesses: 22,
      edgesWithoutClientProcess: 13,
      edgesWithoutServerProcess: 3,
      peersNotScanned: 1,
      skippedLines: 2,
    },
  };
}

/** Twelve hosts of a web shop: two tiers, a database with a replica, a cache, a queue, DNS, monitoring, and peers. */
export const sampleSnapshot: Snapshot = aSnapshot({
  hosts,
  services,
  dependencies,
  applications: [
    {
      id: 'application-shop',
      name: 'shop',
      services: services.filter(({ name }) => name === 'shop' || name === 'nginx').map(({ id }) => id),
      namedBy: 'unit',
    },
  ],
});
