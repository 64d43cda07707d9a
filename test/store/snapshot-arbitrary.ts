import fc from 'fast-check';
import { failureStatuses } from '../../src/model/failure.ts';
import { type Dependency, directionRules, hostKinds, type Snapshot } from '../../src/model/snapshot.ts';
import { at } from './samples.ts';

const word = fc.string({ unit: 'binary', maxLength: 8 });
const words = fc.array(word, { maxLength: 2 });
/** Few, so that successive snapshots have many in common. */
const id = fc.constantFrom('a', 'b', 'c', 'B', 'é', '\u{1f5fa}', '\uffee', '', '__proto__');
const time = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map(at),
  fc.constantFrom('', 'never', '2026-01-01T00:00:00Z', '+012026-01-01T00:00:00.000Z'),
);
const count = fc.nat(3);

/** An object that knows only some of its keys, in any order. */
function loosely<T extends object, K extends keyof T>(model: { [P in keyof T]: fc.Arbitrary<T[P]> }, requiredKeys: K[]) {
  const record = fc.record(model, { requiredKeys }) as fc.Arbitrary<Pick<T, K> & Partial<T>>;
  return fc.tuple(record, fc.infiniteStream(fc.nat())).map(([value, weights]) => {
    const entries = Object.entries(value).map((entry) => ({ entry, weight: weights.next().value }));
    return Object.fromEntries(entries.sort((a, b) => a.weight - b.weight).map(({ entry }) => entry)) as typeof value;
  });
}

const entities = <T extends { readonly id: string }>(entity: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.uniqueArray(entity, { selector: (one) => one.id, maxLength: 6 }).map((list) => list.sort((a, b) => (a.id < b.id ? -1 : 1)));

const evidence = loosely({ status: fc.constantFrom('collected' as const, ...failureStatuses), at: time, stale: fc.boolean() }, [
  'status',
  'at',
  'stale',
]);

const host = loosely(
  {
    id,
    name: word,
    names: words,
    addresses: words,
    macs: words,
    kind: fc.constantFrom(...hostKinds),
    os: fc.record({ name: word, version: word }, { requiredKeys: [] }),
    tags: fc.dictionary(word, word, { maxKeys: 2 }),
    targets: words,
    identity: words,
    evidence,
  },
  ['id', 'name', 'names', 'addresses', 'macs', 'kind', 'tags'],
);

const service = loosely(
  {
    id,
    host: id,
    name: word,
    software: word,
    version: word,
    kind: fc.constantFrom('listener' as const, 'client' as const, 'both' as const),
    endpoints: fc.array(fc.record({ protocol: word, address: word, port: count }), { maxLength: 2 }),
    processes: fc.array(fc.record({ pid: count, name: word }, { requiredKeys: [] }), { maxLength: 2 }),
    unit: word,
    namedBy: fc.constantFrom('unit' as const, 'port' as const),
    shared: fc.record({ reason: word }),
  },
  ['id', 'host', 'name', 'kind', 'endpoints', 'processes', 'namedBy'],
);

const end = fc.record({ host: id, service: id }, { requiredKeys: ['host'] });

const dependency = loosely<Dependency, Exclude<keyof Dependency, 'bytes' | 'rttMs' | 'silent'>>(
  {
    id,
    from: end,
    to: end,
    protocol: word,
    port: count,
    state: fc.constantFrom('active', 'attempted', 'configured'),
    seenFrom: fc.constantFrom('client', 'server', 'both', 'flow', 'config'),
    directionRule: fc.constantFrom(...directionRules),
    confidence: fc.constantFrom(0, 0.5, 0.95, 1),
    connections: count,
    samples: fc.record({ seen: count, total: count }),
    firstSeen: time,
    lastSeen: time,
    via: words,
    bytes: count,
    rttMs: fc.constantFrom(0.1, 0.25),
    silent: fc.constant(true as const),
  },
  [
    ...(['id', 'from', 'to', 'protocol', 'port', 'state', 'seenFrom', 'directionRule', 'confidence'] as const),
    ...(['connections', 'samples', 'firstSeen', 'lastSeen', 'via'] as const),
  ],
);

const link = loosely(
  {
    id,
    layer: fc.constantFrom(2 as const, 3 as const),
    protocols: words,
    a: fc.record({ host: id, port: word, ifIndex: count }, { requiredKeys: ['host'] }),
    b: fc.record({ host: id }),
    seenFrom: word,
    confidence: fc.constantFrom(0.5, 1),
  },
  ['id', 'layer', 'protocols', 'a', 'b', 'seenFrom', 'confidence'],
);

const application = fc.record({ id, name: word, services: words, namedBy: word });

const coverage = fc.record({
  targets: count,
  collected: count,
  unanswered: count,
  failed: fc.array(fc.record({ target: word, status: fc.constantFrom(...failureStatuses), message: word }), { maxLength: 2 }),
  edges: count,
  edgesWithBothProcesses: count,
  edgesWithoutClientProcess: count,
  edgesWithoutServerProcess: count,
  peersNotScanned: count,
  skippedLines: count,
});

const header = loosely(
  { id: fc.constant('1'), label: word, takenAt: time, toolVersion: word, scope: words, interrupted: fc.constant(true as const) },
  ['id', 'takenAt', 'toolVersion', 'scope'],
);

/** Any snapshot document, its keys in any order, its arrays sorted by id; the id is `1`. */
export const anySnapshot: fc.Arbitrary<Snapshot> = loosely<Snapshot, keyof Snapshot>(
  {
    format: fc.constant('map.snapshot'),
    version: fc.constant(1),
    snapshot: header,
    hosts: entities(host),
    services: entities(service),
    dependencies: entities(dependency),
    links: entities(link),
    applications: entities(application),
    coverage,
  },
  ['format', 'version', 'snapshot', 'hosts', 'services', 'dependencies', 'links', 'applications', 'coverage'],
);
