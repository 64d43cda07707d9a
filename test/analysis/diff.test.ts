import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffDocument, diff, pairSnapshots } from '../../src/analysis/diff.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { someSnapshot } from './arbitrary-snapshot.ts';
import { arrow, dark, fresh, host, laterScanTime, link, peer, service, shop, snapshot, unasked } from './build-snapshot.ts';

const compare = (before: Snapshot, after: Snapshot): DiffDocument => diff(pairSnapshots(before, after));

/** Ids by verdict, without the empty lists: `{ dependencies: { silent: [...] } }`. */
function ids(document: DiffDocument): Record<string, Record<string, string[]>> {
  const kinds = Object.entries<Record<string, readonly { readonly id: string }[]>>({
    hosts: document.hosts,
    services: document.services,
    dependencies: document.dependencies,
    links: document.links,
  });
  const shown = kinds.map(([kind, lists]) => {
    const full = Object.entries(lists).filter(([, list]) => list.length > 0);
    return [kind, Object.fromEntries(full.map(([verdict, list]) => [verdict, list.map(({ id }) => id)]))] as const;
  });
  return Object.fromEntries(shown.filter(([, lists]) => Object.keys(lists).length > 0));
}

const now = fresh(laterScanTime);
const later = { header: { id: '2', takenAt: laterScanTime } };

/** web1 uses db1 and cache1; everything looked at. */
const hosts = (evidence: ReturnType<typeof fresh>) => ['web1', 'db1', 'cache1'].map((name) => host(name, { evidence }));
const services = [service('web1/nginx', [80]), service('db1/postgresql', [5432]), service('cache1/redis', [6379])];
const toDb = arrow('web1/nginx', 'db1/postgresql', 5432);
const toCache = arrow('web1/nginx', 'cache1/redis', 6379);
const seen = { lastSeen: laterScanTime };
const before = snapshot({ hosts: hosts(fresh()), services, dependencies: [toDb, toCache] });

describe('diff of what was looked at both times', () => {
  it('finds nothing where nothing happened but time', () => {
    const after = snapshot({
      ...later,
      hosts: hosts(now),
      services: services.map((one) => ({ ...one, processes: one.processes.map((process) => ({ ...process, pid: 4711 })) })),
      dependencies: [
        { ...toDb, ...seen, connections: 70, bytes: 12_000, rttMs: 3, samples: { seen: 2, total: 3 } },
        { ...toCache, ...seen, seenFrom: 'client', directionRule: 'ephemeral-range', confidence: 0.6 },
      ],
    });
    expect(ids(compare(before, after))).toEqual({});
  });

  it('tells a service that is gone, and with it what used it', () => {
    const after = snapshot({
      ...later,
      hosts: hosts(now),
      services: services.filter(({ id }) => id !== 's-cache1/redis'),
      dependencies: [{ ...toDb, ...seen }],
    });
    expect(ids(compare(before, after))).toEqual({
      services: { removed: ['s-cache1/redis'] },
      dependencies: { removed: ['web1/nginx>cache1/redis:6379'] },
    });
  });

  it('tells what is new', () => {
    const after = snapshot({
      ...later,
      hosts: [...hosts(now), host('mq1', { evidence: now })],
      services: [...services, service('mq1/rabbitmq', [5672])],
      dependencies: [{ ...toDb, ...seen }, { ...toCache, ...seen }, arrow('web1/nginx', 'mq1/rabbitmq', 5672, seen)],
    });
    const document = compare(before, after);
    expect(ids(document)).toEqual({
      hosts: { added: ['h-mq1'] },
      services: { added: ['s-mq1/rabbitmq'] },
      dependencies: { added: ['web1/nginx>mq1/rabbitmq:5672'] },
    });
    expect(document.dependencies.added[0]).toMatchObject({ fromName: 'web1/nginx', toName: 'mq1/rabbitmq', port: 5672 });
    expect(document.services.added[0]).toMatchObject({ hostName: 'mq1', firstLook: true });
    // web1 was looked at before and did not use it then: this arrow is new in the world too.
    expect(document.dependencies.added[0]).not.toHaveProperty('firstLook');
  });

  it('tells silence from removal', () => {
    const after = snapshot({
      ...later,
      hosts: hosts(now),
      services,
      dependencies: [
        { ...toDb, ...seen },
        { ...toCache, silent: true },
      ],
    });
    const document = compare(before, after);
    expect(ids(document)).toEqual({ dependencies: { silent: ['web1/nginx>cache1/redis:6379'] } });
    expect(ids(compare(after, after))).toEqual({});
    expect(compare(after, before).dependencies.changed).toMatchObject([
      { id: 'web1/nginx>cache1/redis:6379', changes: [{ field: 'silent', from: true, to: false }] },
    ]);
  });

  it('calls a host with a new address changed, and says what changed', () => {
    const moved = host('db1', { evidence: now, addresses: ['10.1.0.3'], os: { name: 'Debian', version: '12' } });
    const old = snapshot({ hosts: [host('db1', { addresses: ['10.0.0.3'], os: { name: 'Debian', version: '11' } })] });
    expect(compare(old, snapshot({ ...later, hosts: [moved] })).hosts).toMatchObject({
      added: [],
      removed: [],
      changed: [
        {
          id: 'h-db1',
          name: 'db1',
          addresses: ['10.1.0.3'],
          changes: [
            { field: 'addresses', from: ['10.0.0.3'], to: ['10.1.0.3'] },
            { field: 'os.version', from: '11', to: '12' },
          ],
        },
      ],
    });
  });

  it('compares what a service is', () => {
    const changes = (one: Parameters<typeof service>[2], two: Parameters<typeof service>[2]) =>
      compare(
        snapshot({ hosts: [host('a')], services: [service('a/x', [1], one)] }),
        snapshot({ ...later, hosts: [host('a', { evidence: now })], services: [service('a/x', [1], two)] }),
      ).services.changed.flatMap((item) => item.changes);
    const at = (address: string, port: number) => ({ endpoints: [{ protocol: 'tcp', address, port }] });
    expect(changes(at('0.0.0.0', 80), at('::1', 81))).toEqual([
      { field: 'endpoints', from: ['tcp 0.0.0.0:80'], to: ['tcp [::1]:81'] },
    ]);
    expect(changes({ unit: 'a.service' }, { unit: 'b.service' })).toEqual([
      { field: 'unit', from: 'a.service', to: 'b.service' },
    ]);
    expect(changes({ version: '1' }, { version: '2' })).toEqual([{ field: 'version', from: '1', to: '2' }]);
    expect(changes({ processes: [{ name: 'java' }] }, { processes: [{ name: 'node' }, { name: 'node' }] })).toEqual([
      { field: 'processes', from: ['java'], to: ['node'] },
    ]);
    // Without root the processes are not known, which is no change of the service.
    expect(changes({ processes: [{ name: 'java' }] }, { processes: [] })).toEqual([]);
    expect(changes({ unit: 'a.service' }, {})).toEqual([]);
  });

  it('tells how an arrow was seen beside a real change only', () => {
    const tried = { ...toDb, ...seen, state: 'attempted', seenFrom: 'client' } as const;
    const after = snapshot({ ...later, hosts: hosts(now), services, dependencies: [tried, { ...toCache, ...seen }] });
    expect(compare(before, after).dependencies.changed).toMatchObject([
      {
        changes: [
          { field: 'state', from: 'active', to: 'attempted' },
          { field: 'seenFrom', from: 'both', to: 'client' },
        ],
      },
    ]);
  });

  it('tells a peer that nobody talks to any more', () => {
    const old = snapshot({
      hosts: [host('web1'), peer('laptop')],
      services: [service('web1/nginx', [80])],
      dependencies: [arrow('laptop', 'web1/nginx', 80)],
    });
    const after = snapshot({ ...later, hosts: [host('web1', { evidence: now })], services: [service('web1/nginx', [80])] });
    expect(ids(compare(old, after))).toEqual({
      hosts: { removed: ['h-laptop'] },
      dependencies: { removed: ['laptop>web1/nginx:80'] },
    });
  });
});

describe('diff where nobody could look', () => {
  const lostDb = [host('web1', { evidence: now }), host('db1', { evidence: dark() }), host('cache1', { evidence: now })];

  it('calls a dark host, its services and unseen arrows unknown', () => {
    const after = snapshot({ ...later, hosts: lostDb, services, dependencies: [toDb, { ...toCache, ...seen }] });
    const document = compare(before, after);
    expect(ids(document)).toEqual({
      hosts: { unknown: ['h-db1'] },
      services: { unknown: ['s-db1/postgresql'] },
      dependencies: { unknown: ['web1/nginx>db1/postgresql:5432'] },
    });
    expect(document.hosts.unknown[0]).toMatchObject({ name: 'db1', evidence: { status: 'hung' } });
  });

  it('knows an arrow into the dark that the other end has just seen', () => {
    const after = snapshot({
      ...later,
      hosts: lostDb,
      services,
      dependencies: [
        { ...toDb, ...seen },
        { ...toCache, ...seen },
      ],
    });
    expect(ids(compare(before, after))).not.toHaveProperty('dependencies');
  });

  it('never calls anything gone that only a dark host could have told', () => {
    const after = snapshot({
      ...later,
      hosts: lostDb,
      services: services.filter(({ host: at }) => at !== 'h-db1'),
      dependencies: [{ ...toCache, ...seen }],
    });
    expect(ids(compare(before, after))).toEqual({
      hosts: { unknown: ['h-db1'] },
      services: { unknown: ['s-db1/postgresql'] },
      dependencies: { unknown: ['web1/nginx>db1/postgresql:5432'] },
    });
  });

  it('asks the client alone what became of what is only configured', () => {
    const written = { ...toDb, state: 'configured', seenFrom: 'config', directionRule: 'configuration' } as const;
    const had = snapshot({ hosts: hosts(fresh()), services, dependencies: [written] });
    const without = (name: string) =>
      snapshot({ ...later, hosts: hosts(now).map((one) => (one.name === name ? { ...one, evidence: dark() } : one)), services });
    const verdicts = (name: string) => ids(compare(had, without(name)))['dependencies'];
    expect(verdicts('db1')).toEqual({ removed: [written.id] });
    expect(verdicts('web1')).toEqual({ unknown: [written.id] });
    const used = compare(had, snapshot({ ...later, hosts: hosts(now), services, dependencies: [{ ...toDb, ...seen }] }));
    expect(used.dependencies.changed[0]?.changes?.[0]).toEqual({ field: 'state', from: 'configured', to: 'active' });
  });

  it('calls an arrow removed where the end that was looked at lost its service', () => {
    const after = snapshot({
      ...later,
      hosts: lostDb,
      services: services.filter(({ host: at }) => at !== 'h-web1'),
      dependencies: [toDb],
    });
    expect(ids(compare(before, after))['dependencies']).toEqual({
      removed: ['web1/nginx>cache1/redis:6379'],
      unknown: ['web1/nginx>db1/postgresql:5432'],
    });
  });

  it('is quiet about a host that was dark before, and tells when it is back', () => {
    const stillDark = snapshot({ hosts: lostDb, services, dependencies: [toDb, toCache] });
    expect(ids(compare(stillDark, stillDark))).toEqual({});
    const back = snapshot({
      ...later,
      hosts: hosts(now),
      services,
      dependencies: [
        { ...toDb, ...seen },
        { ...toCache, ...seen },
      ],
    });
    expect(compare(stillDark, back).hosts.changed).toMatchObject([
      { id: 'h-db1', changes: [{ field: 'status', from: 'hung', to: 'collected' }] },
    ]);
  });

  it('does not trust a half answer with the absence of anything', () => {
    const cutShort = host('db1', { evidence: { status: 'disconnected', at: laterScanTime, stale: false } });
    const after = snapshot({ ...later, hosts: [cutShort], services: [] });
    const old = snapshot({ hosts: [host('db1')], services: [service('db1/postgresql', [5432])] });
    expect(ids(compare(old, after))).toEqual({
      hosts: { changed: ['h-db1'] },
      services: { unknown: ['s-db1/postgresql'] },
    });
  });

  it('does not report hosts nobody asked for', () => {
    const after = snapshot({
      ...later,
      hosts: hosts(unasked() as unknown as ReturnType<typeof fresh>),
      services,
      dependencies: [toDb, toCache],
    });
    expect(ids(compare(before, after))).toEqual({});
  });

  it('knows what a scan in between saw', () => {
    const after = snapshot({ ...later, hosts: [host('db1', { evidence: unasked('2026-03-01T20:00:00.000Z') })], services: [] });
    const old = snapshot({ hosts: [host('db1')], services: [service('db1/postgresql', [5432])] });
    expect(ids(compare(old, after))).toEqual({ services: { removed: ['s-db1/postgresql'] } });
  });

  it('marks what was found at the first look at a host', () => {
    const old = snapshot({ hosts: [peer('db1'), peer('mq1')] });
    const after = snapshot({
      ...later,
      hosts: [host('db1', { evidence: now }), host('mq1', { evidence: now })],
      services: [service('db1/postgresql', [5432]), service('mq1/rabbitmq', [5672])],
      dependencies: [arrow('mq1/rabbitmq', 'db1/postgresql', 5432, seen)],
    });
    const document = compare(old, after);
    expect(document.services.added.map(({ firstLook }) => firstLook)).toEqual([true, true]);
    expect(document.dependencies.added).toMatchObject([{ firstLook: true }]);
    expect(document.hosts.changed.flatMap(({ changes }) => changes)).toContainEqual({
      field: 'kind',
      from: 'unknown',
      to: 'server',
    });
  });
});

describe('diff of links', () => {
  const cabled = (evidence: ReturnType<typeof fresh> | ReturnType<typeof dark>, ends = ['sw1', 'sw2']) =>
    ends.map((name) => host(name, { kind: 'network-device', evidence }));

  it('tells cables that came and went', () => {
    const old = snapshot({ hosts: cabled(fresh()), links: [link('sw1', 'sw2')] });
    const after = snapshot({ ...later, hosts: cabled(now), links: [link('sw2', 'sw1')] });
    const document = compare(old, after);
    expect(ids(document)).toEqual({ links: { added: ['sw2=sw1'], removed: ['sw1=sw2'] } });
    expect(document.links.added[0]).toMatchObject({ aName: 'sw2', bName: 'sw1' });
  });

  it('does not know of a cable between two dark devices', () => {
    const old = snapshot({ hosts: cabled(fresh()), links: [link('sw1', 'sw2')] });
    const after = snapshot({ ...later, hosts: cabled(dark()), links: [link('sw1', 'sw2')] });
    expect(ids(compare(old, after))['links']).toEqual({ unknown: ['sw1=sw2'] });
    expect(ids(compare(old, snapshot({ ...later, hosts: cabled(dark()) })))['links']).toEqual({ unknown: ['sw1=sw2'] });
  });
});

describe('diff as a document', () => {
  it('has the shape of the contract, every list present', () => {
    const document = compare(shop, shop);
    expect(document).toEqual({
      format: 'map.diff',
      version: 1,
      from: shop.snapshot,
      to: shop.snapshot,
      hosts: { added: [], removed: [], changed: [], unknown: [] },
      services: { added: [], removed: [], changed: [], unknown: [] },
      dependencies: { added: [], removed: [], silent: [], unknown: [], changed: [] },
      links: { added: [], removed: [], unknown: [] },
    });
  });

  it('finds no difference between a snapshot and itself', () => {
    fc.assert(
      fc.property(someSnapshot, (random) => {
        expect(ids(compare(random, random))).toEqual({});
      }),
    );
  });

  it('tells every entity at most once, and every absent one exactly once', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, (one, two) => {
        const document = compare(one, two);
        for (const kind of ['hosts', 'services', 'dependencies'] as const) {
          const told = Object.values<readonly { readonly id: string }[]>(document[kind]).flatMap((list) =>
            list.map(({ id }) => id),
          );
          expect(new Set(told).size).toBe(told.length);
          const there = new Set(two[kind].map(({ id }) => id));
          const absent = one[kind].filter(({ id }) => !there.has(id)).map(({ id }) => id);
          const gone = [...document[kind].removed, ...document[kind].unknown].map(({ id }) => id);
          expect(gone).toEqual(expect.arrayContaining(absent));
          const had = new Set(one[kind].map(({ id }) => id));
          expect(document[kind].added.map(({ id }) => id)).toEqual(two[kind].map(({ id }) => id).filter((id) => !had.has(id)));
        }
      }),
    );
  });

  it('gives the same text for the same snapshots, however their lists are ordered', () => {
    fc.assert(
      fc.property(someSnapshot, someSnapshot, (one, two) => {
        const shuffled = { ...two, hosts: two.hosts.toReversed(), dependencies: two.dependencies.toReversed() };
        expect(JSON.stringify(compare(one, shuffled))).toBe(JSON.stringify(compare(one, two)));
      }),
    );
  });
});
