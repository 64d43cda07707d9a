import { beforeAll, describe, expect, it } from 'vitest';
import { takeSnapshot } from '../../src/cli/take-snapshot.ts';
import { toolVersion } from '../../src/cli/version.ts';
import { observe } from '../../src/collectors/observe.ts';
import { collectionsOf } from '../../src/demo/collections.ts';
import { estate } from '../../src/demo/estate/shop.ts';
import type { Collection } from '../../src/model/evidence.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';
import { failure, firstScan, openDatabase, record, secondScan } from './shop-database.ts';

const path = scratch();
let collections: readonly Collection[] = [];
beforeAll(() => {
  collections = [...collectionsOf(estate('before'), firstScan)];
});

const byName = (snapshot: Snapshot | undefined, name: string) => snapshot?.hosts.find((host) => host.name === name);

describe('taking a snapshot', () => {
  it('is headed by its run and this version, and counts what the run counted', () => {
    const store = openDatabase(path('header.db'));
    record(store, firstScan, [...collections, failure('10.77.0.99', firstScan)], 'first');
    expect(store.readSnapshot('1')).toMatchObject({
      snapshot: { id: '1', label: 'first', takenAt: firstScan.toISOString(), toolVersion, scope: ['10.77.0.0/24'] },
      coverage: {
        ...{ targets: 254, unanswered: 230, collected: collections.length },
        failed: [{ target: '10.77.0.99', status: 'login-refused', message: '10.77.0.99: refused 2 keys' }],
      },
    });
    store.close();
  });

  it('keeps the whole estate where a later run looks at one host, and the ids of all', () => {
    const store = openDatabase(path('part.db'));
    record(store, firstScan, collections);
    const [again] = [...collectionsOf(estate('before'), secondScan)].filter(({ target }) => target === '10.77.0.31');
    if (again === undefined) expect.fail('db1 is not in the shop');
    record(store, secondScan, [again]);
    const [before, after] = [store.readSnapshot('1'), store.readSnapshot('2')];
    expect(after?.hosts.map(({ id }) => id)).toEqual(before?.hosts.map(({ id }) => id));
    expect(after?.dependencies.map(({ id }) => id)).toEqual(before?.dependencies.map(({ id }) => id));
    expect(byName(after, 'db1')?.evidence).toEqual({ status: 'collected', at: secondScan.toISOString(), stale: false });
    expect(byName(after, 'app1')?.evidence).toEqual({ status: 'collected', at: firstScan.toISOString(), stale: true });
    store.close();
  });

  it('says of a host that fails now how it failed, and keeps what was known of it', () => {
    const store = openDatabase(path('dark.db'));
    record(store, firstScan, collections);
    record(store, secondScan, [failure('10.77.0.31', secondScan, { status: 'hung', message: '10.77.0.31: silent' })]);
    const after = store.readSnapshot('2');
    expect(byName(after, 'db1')?.evidence).toEqual({ status: 'hung', at: firstScan.toISOString(), stale: true });
    expect(after?.services.map(({ id }) => id)).toEqual(store.readSnapshot('1')?.services.map(({ id }) => id));
    store.close();
  });

  it('takes what the caller has parsed already, and gives the same with and without', () => {
    const store = openDatabase(path('observed.db'));
    record(store, firstScan, collections);
    const observed = new Map(collections.map((collection) => [collection.target, observe(collection, true)]));
    const taken = store.transaction(() => {
      const expected = store.readSnapshot('1');
      store.dropSnapshots();
      return [expected, takeSnapshot(store, 1, { observed, id: '1' })];
    });
    expect(taken[1]).toEqual(taken[0]);
    // The map given is used: an empty host in it is an empty host on the map.
    const blank = new Map([...observed].map(([target, one]) => [target, { ...one, samples: [], references: [] }]));
    store.dropSnapshots();
    expect(takeSnapshot(store, 1, { observed: blank }).dependencies).toEqual([]);
    store.close();
  });

  it('gives the same bytes again where two scans wrote into one database at the same time', async () => {
    const file = path('two.db');
    const store = openDatabase(file);
    const begin = (at: Date): number =>
      store.beginRun({ kind: 'scan', startedAt: at.toISOString(), toolVersion, scope: ['10.77.0.0/24'] });
    const end = (run: number, at: Date): Snapshot => {
      store.endRun(run, { finishedAt: at.toISOString(), interrupted: false, targetCount: 9, unansweredCount: 0 });
      return takeSnapshot(store, run);
    };
    const bytes = (): (string | undefined)[] => ['1', '2'].map((id) => JSON.stringify(store.readSnapshot(id)));
    const [before, neighbour, after] = [collections.slice(0, 3), collections.slice(3, 6), collections.slice(6)];

    const [slow, quick] = [begin(firstScan), begin(firstScan)];
    store.appendCollections(slow, before);
    store.appendCollections(quick, neighbour);
    const first = end(quick, firstScan);
    store.appendCollections(slow, [...after, ...neighbour.slice(0, 1)]);
    const second = end(slow, secondScan);
    const lookedAt = ({ hosts }: Snapshot): string[] => hosts.flatMap(({ targets = [] }) => targets);
    const targets = (some: readonly Collection[]): string[] => some.map(({ target }) => target);
    expect(lookedAt(first).toSorted()).toEqual(targets([...before, ...neighbour]).toSorted());
    expect(lookedAt(second)).toEqual(expect.arrayContaining(targets([...before, ...after])));

    const taken = bytes();
    for (const _ of [1, 2]) {
      expect(await runMap(['rebuild', '--db', file])).toMatchObject({ code: 0 });
      expect(bytes()).toEqual(taken);
    }
    store.close();
  });

  it('keeps what an older database is derived from when it is derived again', async () => {
    const store = openDatabase(path('older.db'));
    record(store, firstScan, collections);
    const snapshot = store.readSnapshot('1');
    if (snapshot === undefined) expect.fail('no snapshot');
    store.dropSnapshots();
    store.writeSnapshot(snapshot, 1);
    expect(store.basisOf('1')).toEqual({ runId: 1 });
    expect(await runMap(['rebuild', '--db', path('older.db')])).toMatchObject({ code: 0 });
    expect(store.basisOf('1')).toEqual({ runId: 1, lastCollection: collections.length });
    expect(store.readSnapshot('1')).toEqual(snapshot);
    store.close();
  });

  it('needs a run', () => {
    const store = openDatabase(path('none.db'));
    expect(() => takeSnapshot(store, 7)).toThrow('there is no run 7');
    store.close();
  });
});
