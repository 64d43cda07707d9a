import type {
  Coverage,
  Dependency,
  DependencyEnd,
  Host,
  Link,
  Network,
  Service,
  Snapshot,
  SnapshotHeader,
} from '../../src/model/snapshot.ts';

/** End of the scans of the handmade snapshots. */
export const scanTime = '2026-03-01T02:13:00.000Z';
export const laterScanTime = '2026-03-02T02:13:00.000Z';

export const fresh = (at = scanTime) => ({ status: 'collected', at, stale: false }) as const;
export const unasked = (at = scanTime) => ({ status: 'collected', at, stale: true }) as const;
export const dark = (at = scanTime) => ({ status: 'hung', at, stale: true }) as const;

/** A host that was looked at, with the id `h-NAME`. */
export function host(name: string, more: Partial<Host> = {}): Host {
  return {
    ...{ id: `h-${name}`, name, names: [name], addresses: [], macs: [], kind: 'server', tags: {}, evidence: fresh() },
    ...more,
  };
}

/** A host that was only seen as a peer. */
export function peer(name: string, more: Partial<Host> = {}): Host {
  const { evidence: _, ...rest } = host(name, { kind: 'unknown', ...more });
  return rest;
}

/** `web1/nginx` listening on some TCP ports, with the id `s-web1/nginx`. */
export function service(path: string, ports: readonly number[] = [], more: Partial<Service> = {}): Service {
  const slash = path.indexOf('/');
  return {
    id: `s-${path}`,
    host: `h-${path.slice(0, slash)}`,
    name: path.slice(slash + 1),
    kind: ports.length > 0 ? 'both' : 'client',
    endpoints: ports.map((port) => ({ protocol: 'tcp', address: '0.0.0.0', port })),
    processes: [{ pid: 100, name: path.slice(slash + 1) }],
    namedBy: 'executable',
    ...more,
  };
}

/** `web1/nginx` or `web1` as an end of an arrow. */
const end = (path: string): DependencyEnd =>
  path.includes('/') ? { host: `h-${path.slice(0, path.indexOf('/'))}`, service: `s-${path}` } : { host: `h-${path}` };

/** An arrow between two paths, with the id `FROM>TO:PORT`. */
export function arrow(from: string, to: string, port: number, more: Partial<Dependency> = {}): Dependency {
  return {
    ...{ id: `${from}>${to}:${port}`, from: end(from), to: end(to), protocol: 'tcp', port, state: 'active' },
    ...{ seenFrom: 'both', directionRule: 'own-listener', confidence: 0.95, connections: 2, samples: { seen: 1, total: 1 } },
    ...{ firstSeen: scanTime, lastSeen: scanTime, via: [] },
    ...more,
  };
}

export function link(a: string, b: string): Link {
  return {
    ...{ id: `${a}=${b}`, layer: 2, protocols: ['lldp'], a: { host: `h-${a}`, port: 'eth0' }, b: { host: `h-${b}` } },
    ...{ seenFrom: 'both', confidence: 1 },
  };
}

interface Parts {
  readonly header?: Partial<SnapshotHeader>;
  readonly hosts?: readonly Host[];
  readonly services?: readonly Service[];
  readonly dependencies?: readonly Dependency[];
  readonly links?: readonly Link[];
  readonly networks?: readonly Network[];
  readonly coverage?: Partial<Coverage>;
}

const byId = <T extends { readonly id: string }>(items: readonly T[] = []): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

/** A snapshot of the parts given. */
export function snapshot(parts: Parts): Snapshot {
  return {
    format: 'map.snapshot',
    version: 1,
    snapshot: { id: '1', takenAt: scanTime, toolVersion: '0.1.0', scope: ['10.0.0.0/24'], ...parts.header },
    hosts: byId(parts.hosts),
    services: byId(parts.services),
    dependencies: byId(parts.dependencies),
    links: byId(parts.links),
    ...(parts.networks === undefined ? {} : { networks: parts.networks }),
    applications: [],
    coverage: {
      ...{ targets: 0, collected: 0, unanswered: 0, failed: [], edges: parts.dependencies?.length ?? 0 },
      ...{ edgesWithBothProcesses: 0, edgesWithoutClientProcess: 0, edgesWithoutServerProcess: 0 },
      ...{ peersNotScanned: 0, skippedLines: 0 },
      ...parts.coverage,
    },
  };
}

/** A web shop in three tiers, looked at whole. */
export const shop: Snapshot = snapshot({
  hosts: [
    host('web1', { addresses: ['10.0.0.1', '2001:db8::1'], names: ['web1', 'www.example.com'], targets: ['10.0.0.1'] }),
    host('app1', { addresses: ['10.0.0.2'], targets: ['10.0.0.2:2222'] }),
    host('db1', { name: 'db1.example.com', names: ['db1.example.com'], addresses: ['10.0.0.3'] }),
    peer('laptop', { addresses: ['10.0.9.9'] }),
  ],
  services: [
    service('web1/nginx', [80, 443], { unit: 'nginx.service' }),
    service('app1/shop', [8080], { software: 'java' }),
    service('db1/postgresql', [5432], { unit: 'postgresql@15-main.service' }),
    service('db1/cron'),
  ],
  dependencies: [
    arrow('laptop', 'web1/nginx', 443, { seenFrom: 'server' }),
    arrow('web1/nginx', 'app1/shop', 8080),
    arrow('app1/shop', 'db1/postgresql', 5432),
  ],
});
