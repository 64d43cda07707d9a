import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Collection } from '../../src/model/evidence.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { at, bytes, collectionOf, estateOf, openTemporary, scanRequest, sectionOf, temporaryFile } from './samples.ts';

/** What each of the scans adds to the database, bytes. */
function growth(scans: readonly { readonly snapshot?: Snapshot; readonly collections?: readonly Collection[] }[]): number[] {
  const file = temporaryFile();
  const store = openTemporary(file);
  const watch = new Database(file, { readonly: true });
  onTestFinished(() => {
    watch.close();
  });
  const size = (): number =>
    Number(watch.pragma('page_count', { simple: true })) * Number(watch.pragma('page_size', { simple: true }));
  let before = size();
  return scans.map(({ snapshot, collections = [] }) => {
    const run = store.beginRun(scanRequest);
    store.appendCollections(run, collections);
    if (snapshot !== undefined) store.writeSnapshot(snapshot, run);
    const added = size() - before;
    before += added;
    return added;
  });
}

const share = (added: readonly number[], index: number): number => (added[index] ?? Number.NaN) / (added[0] ?? Number.NaN);

const meanShare = (added: readonly number[], from: number, to: number): number =>
  added.slice(from, to).reduce((sum, one) => sum + one, 0) / (to - from) / (added[0] ?? Number.NaN);

const scanNumbers = Array.from({ length: 10 }, (_, index) => index + 1);

/** Unlike text, for a host: nothing that a neighbour printed helps to pack it. */
const noise = (seed: number, length: number): string =>
  Array.from({ length }, (_, index) => (Math.imul(seed * 8191 + index, 2_654_435_761) >>> 0).toString(36)).join(' ');

const names = ['system', 'identity', 'addresses', 'routes', 'neighbors', 'cgroups', 'units', 'resolver', 'a', 'b', 'c', 'd', 'e'];

const hosts = Array.from({ length: 200 }, (_, index) => index);

/** Fifteen sections a host, about 10 KB. */
const answers = hosts.map((host) => ({
  others: [
    ...names.map((name) => sectionOf(`linux.${name}`, `${name} ${noise(host, 25)}\n`)),
    sectionOf('linux.ps', noise(host + 1000, 500)),
  ],
  sockets: [noise(host + 2000, 300), noise(host + 3000, 300)] as const,
}));

/** One visit to every host; `counter` is the one number that differs in their socket tables. */
const visits = (scan: number, counter: number): Collection[] =>
  answers.map(({ others, sockets: [before, after] }, host) =>
    collectionOf(`10.0.${host >> 8}.${host & 255}`, {
      startedAt: at(scan * 3600 + host * 0.017),
      finishedAt: at(scan * 3600 + host * 0.017 + 1.234),
      session: {
        ownConnection: {
          localAddress: `10.0.0.${host}`,
          localPort: 22,
          remoteAddress: '10.9.9.9',
          remotePort: 30_000 + host + scan,
        },
      },
      sections: [...others, sectionOf('linux.ss', '', { stdout: bytes(`${before} sent:${counter} ${after}\n`) })],
    }),
  );

describe('a scan in which nothing changed but the time', () => {
  it('adds next to nothing to the snapshots of 200 hosts', () => {
    const added = growth(scanNumbers.map((number) => ({ snapshot: estateOf(number, 200, 5) })));
    // The mean, because a file grows by whole pages.
    for (const [from, to] of [
      [1, 5],
      [5, 10],
    ] as const)
      expect(meanShare(added, from, to)).toBeLessThan(0.015);
  });

  it('adds one short row a host to the evidence', () => {
    const added = growth(scanNumbers.map((scan) => ({ collections: visits(scan, 1) })));
    for (const [from, to] of [
      [1, 5],
      [5, 10],
    ] as const)
      expect(meanShare(added, from, to)).toBeLessThan(0.015);
  });
});

describe('a scan in which little changed', () => {
  it('adds a fraction of the evidence where one number in each socket table did', () => {
    const added = growth([1, 2, 3].map((scan) => ({ collections: visits(scan, scan) })));
    for (const index of [1, 2]) expect(share(added, index)).toBeLessThan(0.2);
  });

  it('adds what belongs to the changed host only', () => {
    const changed = (number: number): Snapshot => {
      const estate = estateOf(number, 200, 5);
      const dependencies = estate.dependencies.map((one) => (one.from.host === 'h00007' ? { ...one, connections: number } : one));
      return { ...estate, dependencies };
    };
    const added = growth([1, 2, 3].map((number) => ({ snapshot: changed(number) })));
    for (const index of [1, 2]) expect(share(added, index)).toBeLessThan(0.03);
  });

  it('does not write a dependency again because its counters moved', () => {
    const busy = (number: number): Snapshot => {
      const estate = estateOf(number, 200, 20);
      const dependencies = estate.dependencies.map(({ rttMs, ...one }, index) => ({
        ...one,
        connections: (index * number) % 17,
        bytes: index * number * 1009,
        ...(index % number === 0 && rttMs !== undefined ? { rttMs } : {}),
      }));
      return { ...estate, dependencies };
    };
    const added = growth([1, 2, 3].map((number) => ({ snapshot: busy(number) })));
    for (const index of [1, 2]) expect(share(added, index)).toBeLessThan(0.15);
  });
});
