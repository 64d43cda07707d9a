import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { openStore } from '../../src/store/store.ts';
import {
  at,
  dependencyOf,
  snapshotOf as emptySnapshot,
  hostOf,
  openTemporary,
  scanRequest,
  serviceOf,
  temporaryFile,
} from './samples.ts';
import { anySnapshot } from './snapshot-arbitrary.ts';
import { storeErrorOf } from './untouched.ts';

const numbered = (snapshot: Snapshot, number: number): Snapshot => ({
  ...snapshot,
  snapshot: { ...snapshot.snapshot, id: String(number) },
});

const text = (snapshot: Snapshot | undefined): string | undefined => snapshot && JSON.stringify(snapshot);

describe('writeSnapshot and readSnapshot', () => {
  it('give back any sequence of snapshots, each to the byte', () => {
    fc.assert(
      fc.property(fc.array(anySnapshot, { minLength: 1, maxLength: 6 }), (drawn) => {
        const file = temporaryFile();
        const store = openTemporary(file);
        const run = store.beginRun(scanRequest);
        const written = drawn.map((snapshot, index) => numbered(snapshot, index + 1));
        for (const snapshot of written) store.writeSnapshot(snapshot, run);
        const reader = openTemporary(file, { create: false });
        for (const snapshot of written) expect(text(reader.readSnapshot(snapshot.snapshot.id))).toBe(JSON.stringify(snapshot));
      }),
      { numRuns: 80 },
    );
  });

  it('give back snapshots of which every second one is the same', () => {
    fc.assert(
      fc.property(anySnapshot, anySnapshot, (a, b) => {
        const store = openTemporary();
        const run = store.beginRun(scanRequest);
        const written = [a, b, a, a, b].map((snapshot, index) => numbered(snapshot, index + 1));
        for (const snapshot of written) store.writeSnapshot(snapshot, run);
        for (const snapshot of written) expect(text(store.readSnapshot(snapshot.snapshot.id))).toBe(JSON.stringify(snapshot));
      }),
      { numRuns: 30 },
    );
  });

  it('sort by id what comes in another order', () => {
    const store = openTemporary();
    const hosts = [hostOf(2, 0), hostOf(0, 1), hostOf(1, 2)];
    const dependencies = [dependencyOf(1, 2, 5), dependencyOf(0, 1, 6), dependencyOf(1, 0, 7)];
    store.writeSnapshot(emptySnapshot(1, { hosts, dependencies }), store.beginRun(scanRequest));
    const read = store.readSnapshot('1');
    expect(read?.hosts).toEqual([hosts[1], hosts[2], hosts[0]]);
    expect(read?.dependencies).toEqual([dependencies[1], dependencies[2], dependencies[0]]);
  });

  it('leave out what is not known', () => {
    const store = openTemporary();
    const host = { ...hostOf(0, 0), os: undefined, evidence: undefined } as unknown as Snapshot['hosts'][number];
    store.writeSnapshot(emptySnapshot(1, { hosts: [host] }), store.beginRun(scanRequest));
    expect(Object.keys(store.readSnapshot('1')?.hosts[0] ?? {})).not.toContain('os');
    expect(text(store.readSnapshot('1'))).toBe(JSON.stringify(emptySnapshot(1, { hosts: [host] })));
  });

  it('keep fields of a later version', () => {
    const store = openTemporary();
    const host = { ...hostOf(0, 0), rack: { row: 3 } };
    const snapshot = { ...emptySnapshot(1, { hosts: [host] }), extra: ['kept'] };
    store.writeSnapshot(snapshot, store.beginRun(scanRequest));
    expect(store.readSnapshot('1')).toEqual(snapshot);
  });

  it('refuse an id that is there twice, and store nothing of it', () => {
    const store = openTemporary();
    const run = store.beginRun(scanRequest);
    const twice = emptySnapshot(1, { hosts: [hostOf(0, 0)], services: [serviceOf(1), serviceOf(1)] });
    expect(() => store.writeSnapshot(twice, run)).toThrow('twice');
    expect(store.snapshots()).toEqual([]);
    store.writeSnapshot(emptySnapshot(1), run);
    expect(store.readSnapshot('1')).toEqual(emptySnapshot(1));
  });
});

describe('snapshot ids', () => {
  it('count up, also over a gap', () => {
    const store = openTemporary();
    const run = store.beginRun(scanRequest);
    expect(store.nextSnapshotId()).toBe('1');
    for (const number of [1, 2, 7]) store.writeSnapshot(emptySnapshot(number, { hosts: [hostOf(number, 0)] }), run);
    expect(store.nextSnapshotId()).toBe('8');
    expect(store.readSnapshot('2')?.hosts.map(({ id }) => id)).toEqual(['h00002']);
    expect(store.readSnapshot('5')).toBeUndefined();
  });

  it('are those of snapshots and nothing else', () => {
    const store = openTemporary();
    const run = store.beginRun(scanRequest);
    store.writeSnapshot(emptySnapshot(1), run);
    for (const id of ['', '0', '01', '1.0', ' 1', '-1', '1e0', 'latest', '99999999999']) {
      expect(store.readSnapshot(id)).toBeUndefined();
      expect(store.basisOf(id)).toBeUndefined();
    }
    expect(store.basisOf('1')).toEqual({ runId: run });
    const basis = { runId: run, lastCollection: 0 };
    store.writeSnapshot(emptySnapshot(2), basis);
    expect(store.basisOf('2')).toEqual(basis);
    expect(() =>
      store.writeSnapshot({ ...emptySnapshot(2), snapshot: { ...emptySnapshot(2).snapshot, id: 'next' } }, run),
    ).toThrow('next');
  });

  it('tell that another process stored a snapshot in the meantime', () => {
    const file = temporaryFile();
    const [one, other] = [openTemporary(file), openTemporary(file)];
    const run = one.beginRun(scanRequest);
    const id = Number(one.nextSnapshotId());
    other.writeSnapshot(emptySnapshot(id), run);
    const error = storeErrorOf(() => one.writeSnapshot(emptySnapshot(id), run));
    expect(error.code).toBe('conflict');
    expect(error.message).toContain('run the scan again');
  });
});

describe('snapshots', () => {
  it('are listed with their counts, oldest first', () => {
    const store = openTemporary();
    const run = store.beginRun(scanRequest);
    const failed = [{ target: 'a', status: 'refused', message: 'a: refused' }] as const;
    const plain = emptySnapshot(1, {
      hosts: [hostOf(0, 0), hostOf(1, 0)],
      services: [serviceOf(0)],
      dependencies: [dependencyOf(0, 1, 0)],
    });
    const header = { id: '2', label: 'after', takenAt: at(5), toolVersion: '2', scope: ['x'], interrupted: true } as const;
    store.writeSnapshot(plain, run);
    store.writeSnapshot({ ...emptySnapshot(2, { coverage: { ...plain.coverage, failed } }), snapshot: header }, run);
    expect(store.snapshots()).toEqual([
      { ...plain.snapshot, interrupted: false, hosts: 2, services: 1, dependencies: 1, failed: 0 },
      { ...header, hosts: 0, services: 0, dependencies: 0, failed: 1 },
    ]);
  });
});

describe('rebuilding', () => {
  const rebuilt = [1, 2].map((number) => emptySnapshot(number, { hosts: [hostOf(number + 10, 3)] }));

  function filled() {
    const store = openTemporary();
    const run = store.beginRun(scanRequest);
    const written = [1, 2].map((number) => emptySnapshot(number, { hosts: [hostOf(number, 3)] }));
    for (const snapshot of written) store.writeSnapshot(snapshot, run);
    return { store, run, written };
  }

  it('replaces all snapshots in one transaction', () => {
    const { store, run } = filled();
    store.transaction(() => {
      store.dropSnapshots();
      expect(store.nextSnapshotId()).toBe('1');
      for (const snapshot of rebuilt) store.writeSnapshot(snapshot, run);
    });
    expect(rebuilt.map(({ snapshot }) => store.readSnapshot(snapshot.id))).toEqual(rebuilt);
    expect(store.runs()).toHaveLength(1);
  });

  it('leaves the old ones where it fails half way', () => {
    const { store, run, written } = filled();
    const rebuild = (): never =>
      store.transaction(() => {
        store.dropSnapshots();
        for (const snapshot of rebuilt) store.writeSnapshot(snapshot, run);
        throw new Error('a parser failed');
      });
    expect(rebuild).toThrow('a parser failed');
    expect(written.map(({ snapshot }) => store.readSnapshot(snapshot.id))).toEqual(written);
    store.writeSnapshot(emptySnapshot(3, { hosts: [hostOf(1, 4)] }), run);
    expect(store.readSnapshot('3')?.hosts).toEqual([hostOf(1, 4)]);
  });

  it('does not take work that ends later', () => {
    const { store } = filled();
    expect(() => store.transaction(() => Promise.resolve())).toThrow('promise');
  });

  it('makes the same bytes again', () => {
    const { store, run, written } = filled();
    const before = written.map(({ snapshot }) => text(store.readSnapshot(snapshot.id)));
    store.transaction(() => {
      store.dropSnapshots();
      for (const snapshot of written) store.writeSnapshot(snapshot, run);
    });
    expect(written.map(({ snapshot }) => text(store.readSnapshot(snapshot.id)))).toEqual(before);
  });
});

describe('a snapshot of a closed store', () => {
  it('can be read by the next process', () => {
    const file = temporaryFile();
    const store = openStore(file);
    store.writeSnapshot(emptySnapshot(1, { hosts: [hostOf(0, 0)] }), store.beginRun(scanRequest));
    store.close();
    expect(openTemporary(file, { create: false }).readSnapshot('1')?.hosts).toEqual([hostOf(0, 0)]);
  });
});
