import { describe, expect, it } from 'vitest';
import type { Dependency, Host, Service, Snapshot } from '../../src/model/snapshot.ts';
import { edgeKey, foundKey, scoreSnapshot } from '../lab/score.ts';
import { type Edge, edges, hostNamed, hosts, ipv4Of, ipv6Of, macOf, scannerNumber } from '../lab/topology.ts';
import { configuredEdges, edgesFor, edgesOf } from '../lab/variant-edges.ts';

const truth = {
  hosts,
  edges,
  configured: [{ client: 'app1', clientUnit: 'cron.d/dump', server: 'db1', port: 5432, protocol: 'tcp' as const }],
  containers: new Map([['0123456789ab', 'stock']]),
  scanner: [ipv4Of(scannerNumber), ipv6Of(scannerNumber)],
  showProcesses: new Set(hosts.map(({ name }) => name)),
  showUnits: new Set(hosts.map(({ name }) => name)),
};

const hostOf = (id: string, address: string, kind: Host['kind'] = 'server'): Host => ({
  id,
  name: id,
  names: [],
  addresses: [address],
  macs: [],
  kind,
  tags: {},
});

const serviceOf = (host: string, process: string, unit: string | undefined): Service => ({
  id: `${host}/${process}/${unit}`,
  host,
  name: process,
  kind: 'both',
  endpoints: [],
  processes: [{ pid: 1, name: process }],
  ...(unit === undefined ? { namedBy: 'executable' } : { unit, namedBy: 'unit' }),
});

const clientService = (edge: Edge): Service => serviceOf(edge.client, edge.clientProcess[0] ?? '', edge.clientUnit);
const serverService = (edge: Edge): Service => serviceOf(edge.server, edge.serverProcess[0] ?? '', edge.serverUnit);

const dependencyOf = (from: Dependency['from'], to: Dependency['to'], port: number): Dependency => ({
  id: `${from.host}>${to.host}:${port}`,
  from,
  to,
  protocol: 'tcp',
  port,
  state: 'active',
  seenFrom: 'both',
  directionRule: 'own-listener',
  confidence: 1,
  connections: 1,
  samples: { seen: 1, total: 1 },
  firstSeen: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-01-01T00:00:00.000Z',
  via: [],
});

/** What `map` would say if it were right about everything. */
function perfect(): Snapshot {
  const services = edges.flatMap((edge) => [clientService(edge), serverService(edge)]);
  return {
    format: 'map.snapshot',
    version: 1,
    snapshot: { id: '1', takenAt: '2026-01-01T00:00:00.000Z', toolVersion: '0', scope: [] },
    hosts: [...hosts.map(({ name, number }) => hostOf(name, ipv4Of(number))), hostOf('probe', ipv4Of(scannerNumber))],
    services: [...new Map(services.map((service) => [service.id, service])).values()],
    dependencies: edges.map((edge) =>
      dependencyOf(
        { host: edge.client, service: clientService(edge).id },
        { host: edge.server, service: serverService(edge).id },
        edge.port,
      ),
    ),
    links: [],
    applications: [],
    coverage: {
      targets: 0,
      collected: 0,
      unanswered: 0,
      failed: [],
      edges: 0,
      edgesWithBothProcesses: 0,
      edgesWithoutClientProcess: 0,
      edgesWithoutServerProcess: 0,
      peersNotScanned: 0,
      skippedLines: 0,
    },
  };
}

const withDependencies = (change: (all: readonly Dependency[]) => readonly Dependency[]): Snapshot => {
  const whole = perfect();
  return { ...whole, dependencies: change(whole.dependencies) };
};

const withServices = (change: (service: Service) => Service): Snapshot => {
  const whole = perfect();
  return { ...whole, services: whole.services.map(change) };
};

describe('the score of a snapshot of the lab', () => {
  it('is one for the truth itself', () => {
    const score = scoreSnapshot(perfect(), truth);
    expect(score).toMatchObject({ precision: 1, recall: 1, found: edges.length, expected: edges.length });
    expect([score.missing, score.unexpected, score.wrongProcess, score.unnamed, score.wrongUnit, score.noUnit].flat()).toEqual(
      [],
    );
    expect(score.ipv6.found).toBe(score.ipv6.expected);
  });

  it('loses recall with every edge that is missing, and names it', () => {
    const score = scoreSnapshot(
      withDependencies((all) => all.slice(1)),
      truth,
    );
    expect(score.recall).toBeCloseTo((edges.length - 1) / edges.length);
    expect(score.precision).toBe(1);
    expect(score.missing.map(edgeKey)).toEqual(edges.slice(0, 1).map(edgeKey));
  });

  it('loses precision with an arrow between two hosts that is not there', () => {
    const score = scoreSnapshot(
      withDependencies((all) => [...all, dependencyOf({ host: 'db1' }, { host: 'web1' }, 80)]),
      truth,
    );
    expect(score.precision).toBeCloseTo(edges.length / (edges.length + 1));
    expect(score.recall).toBe(1);
    expect(score.unexpected.map(foundKey)).toEqual(['db1 -> web1:80/tcp']);
  });

  it('loses precision with an invented peer', () => {
    const whole = perfect();
    const score = scoreSnapshot(
      {
        ...whole,
        hosts: [...whole.hosts, hostOf('h9', '10.99.0.53', 'unknown')],
        dependencies: [...whole.dependencies, dependencyOf({ host: 'db1' }, { host: 'h9' }, 53)],
      },
      truth,
    );
    expect(score.unexpected.map(foundKey)).toEqual(['db1 -> unknown host h9:53/tcp']);
  });

  it('counts an arrow the wrong way round twice: one missing, one unexpected', () => {
    const score = scoreSnapshot(
      withDependencies((all) => all.map((one, index) => (index === 2 ? { ...one, from: one.to, to: one.from } : one))),
      truth,
    );
    expect([score.missing.length, score.unexpected.length]).toEqual([1, 1]);
  });

  it('counts the wrong port as wrong', () => {
    const score = scoreSnapshot(
      withDependencies((all) => all.map((one, index) => (index === 0 ? { ...one, port: one.port + 1 } : one))),
      truth,
    );
    expect([score.missing.length, score.unexpected.length]).toEqual([1, 1]);
  });

  it('leaves the logins of the scan itself out', () => {
    const score = scoreSnapshot(
      withDependencies((all) => [...all, dependencyOf({ host: 'probe' }, { host: 'db1' }, 22)]),
      truth,
    );
    expect(score.precision).toBe(1);
  });

  it('tells a wrong process from an unknown one', () => {
    const wrong = scoreSnapshot(
      withServices((service) => (service.name === 'postgres' ? { ...service, processes: [{ name: 'java' }] } : service)),
      truth,
    );
    expect(wrong.wrongProcess).toContain('app1 -> db1:5432/tcp: server is java, not postgres');
    const unknown = scoreSnapshot(
      withServices((service) => (service.name === 'postgres' ? { ...service, processes: [] } : service)),
      truth,
    );
    expect(unknown.wrongProcess).toEqual([]);
    expect(unknown.unnamed).toContain('app1 -> db1:5432/tcp: server');
  });

  it('does not ask for the process of a connection that is gone within a millisecond', () => {
    const client = edges.find(({ traffic }) => traffic === 'momentary');
    const score = scoreSnapshot(
      withDependencies((all) =>
        all.map((one) =>
          one.port === client?.port && one.from.host === client.client ? { ...one, from: { host: client.client } } : one,
        ),
      ),
      truth,
    );
    expect(score.unnamed).toEqual([]);
    expect(score.noUnit).toEqual([]);
  });

  it('tells a wrong unit from an unknown one', () => {
    const wrong = scoreSnapshot(
      withServices((service) => (service.name === 'nginx' ? { ...service, unit: 'apache2.service' } : service)),
      truth,
    );
    expect(wrong.wrongUnit).toContain('lb1 -> web1:80/tcp: server is apache2.service, not nginx.service');
    const unknown = scoreSnapshot(
      withServices(({ unit, ...rest }) => (unit === undefined || unit === 'nginx.service' ? rest : { ...rest, unit })),
      truth,
    );
    expect(unknown.wrongUnit).toEqual([]);
    expect(unknown.noUnit).toContain('lb1 -> web1:80/tcp: server');
  });
});

describe('the score of what is only written down', () => {
  const job = serviceOf('app1', 'dump', 'cron.d/dump');
  const written = (from: Dependency['from'], to: string, port: number): Dependency => ({
    ...dependencyOf(from, { host: to }, port),
    state: 'configured',
  });
  const score = (...dependencies: readonly Dependency[]) => {
    const whole = perfect();
    return scoreSnapshot(
      { ...whole, services: [...whole.services, job], dependencies: [...whole.dependencies, ...dependencies] },
      truth,
    );
  };

  it('counts it apart from what was seen, by the job it stands in', () => {
    const { precision, recall, configured } = score(written({ host: 'app1', service: job.id }, 'db1', 5432));
    expect({ precision, recall, configured }).toEqual({
      precision: 1,
      recall: 1,
      configured: { expected: 1, found: 1, missing: [], unexpected: [] },
    });
  });

  it('misses it, and does not take another one for it', () => {
    const { precision, configured } = score(written({ host: 'app1' }, 'db1', 5432));
    expect(precision).toBe(1);
    expect(configured.missing).toEqual(['app1/cron.d/dump -> db1:5432/tcp']);
    expect(configured.unexpected.map(foundKey)).toEqual(['app1 -> db1:5432/tcp']);
  });
});

describe('the score of containers and translations', () => {
  const plain = edges.find(({ client, server }) => client === 'app1' && server === 'db1') as Edge;
  const truthWith = (change: Partial<Edge>) => ({
    ...truth,
    edges: edges.map((one) => (one === plain ? { ...one, ...change } : one)),
  });
  const inContainer = (container: string): Snapshot =>
    withServices((service) => (service.id === clientService(plain).id ? { ...service, container } : service));

  it('tells a container by its name, and by its number as one without a name', () => {
    const named = scoreSnapshot(inContainer('stock'), truthWith({ clientContainer: 'stock' }));
    expect([named.noContainer, named.namelessContainer]).toEqual([[], []]);
    const numbered = scoreSnapshot(inContainer('0123456789ab'), truthWith({ clientContainer: 'stock' }));
    expect(numbered.noContainer).toEqual([]);
    expect(numbered.namelessContainer).toContain('app1 -> db1:5432/tcp: client is in 0123456789ab');
  });

  it('tells a wrong container from an unknown one', () => {
    const wrong = scoreSnapshot(inContainer('web'), truthWith({ clientContainer: 'stock' }));
    expect(wrong.wrongContainer).toContain('app1 -> db1:5432/tcp: client is in web, not stock');
    const invented = scoreSnapshot(inContainer('web'), truth);
    expect(invented.wrongContainer).toContain('app1 -> db1:5432/tcp: client is in web, not in a container');
    const unknown = scoreSnapshot(perfect(), truthWith({ clientContainer: 'stock' }));
    expect([unknown.wrongContainer, unknown.noContainer]).toEqual([[], ['app1 -> db1:5432/tcp: client']]);
  });

  it('holds the way against the true one', () => {
    const direct = scoreSnapshot(perfect(), truthWith({ via: ['lb1'] }));
    expect(direct.wrongWay).toEqual(['app1 -> db1:5432/tcp went over nobody, not lb1']);
    const over = withDependencies((all) =>
      all.map((one) => (one.from.host === 'app1' && one.to.host === 'db1' ? { ...one, via: ['lb1'] } : one)),
    );
    expect(scoreSnapshot(over, truthWith({ via: ['lb1'] })).wrongWay).toEqual([]);
    expect(scoreSnapshot(over, truth).wrongWay).toEqual(['app1 -> db1:5432/tcp went over lb1, not nobody']);
  });
});

describe('the topology of the lab', () => {
  it('has each edge once in every variant, and only hosts it knows', () => {
    for (const containers of ['podman', 'namespaces'] as const) {
      for (const scan of ['sudo', 'plain'] as const) {
        const all = edgesFor({ containers, nat: true }, scan);
        expect(new Set(all.map(edgeKey)).size).toBe(all.length);
        for (const { client, server } of all) expect([hostNamed(client).name, hostNamed(server).name]).toEqual([client, server]);
      }
    }
    expect(edgesOf({ containers: 'podman', nat: false })).toEqual(edges);
    expect(configuredEdges.map(({ client }) => hostNamed(client).name)).toHaveLength(configuredEdges.length);
  });

  it('gives every host its own number, name and MAC', () => {
    const names = [...hosts.map(({ name }) => name), ...hosts.map(({ number }) => macOf(number))];
    expect(new Set(names).size).toBe(2 * hosts.length);
    expect(hosts.map(({ number }) => number)).not.toContain(scannerNumber);
  });

  it('has at both ends of every edge a host that runs the daemon', () => {
    for (const edge of edges) {
      expect(hostNamed(edge.client).daemons.map(({ processNames }) => processNames)).toContain(edge.clientProcess);
      expect(hostNamed(edge.server).daemons.map(({ processNames }) => processNames)).toContain(edge.serverProcess);
    }
  });

  it('holds its traps: edges only over IPv6, a momentary one, a server port above any client port, a client of no unit', () => {
    expect(edges.some(({ clientUnit }) => clientUnit === undefined)).toBe(true);
    expect(edges.some(({ families }) => families.join() === 'ipv6')).toBe(true);
    expect(edges.some(({ families }) => families.length === 2)).toBe(true);
    expect(edges.some(({ traffic }) => traffic === 'momentary')).toBe(true);
    expect(edges.some(({ port }) => port > 32_768)).toBe(true);
    expect(new Set(edges.map(edgeKey)).size).toBe(edges.length);
  });

  it('knows its own hosts only', () => {
    expect(() => hostNamed('nobody')).toThrow('no host nobody');
  });
});
