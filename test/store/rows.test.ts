import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Dependency, Snapshot } from '../../src/model/snapshot.ts';
import { entityKinds } from '../../src/store/snapshot-parts.ts';
import {
  at,
  collectionOf,
  dependencyOf,
  hostOf,
  openTemporary,
  saveRun,
  scanRequest,
  sectionOf,
  serviceOf,
  snapshotOf,
  temporaryFile,
} from './samples.ts';

/** A store, and a way to count the rows of a table behind its back. */
function openCounted() {
  const file = temporaryFile();
  const store = openTemporary(file);
  const db = new Database(file, { readonly: true });
  onTestFinished(() => {
    db.close();
  });
  const count = (table: string): number => db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? -1;
  return { store, count };
}

/** New versions by kind that the second snapshot made, and how many of the first it ended. */
function changesBetween(before: Snapshot, after: Snapshot): { added: string[]; ended: number } {
  const { store, count } = openCounted();
  const run = store.beginRun(scanRequest);
  store.writeSnapshot(before, run);
  store.writeSnapshot(after, run);
  const kinds = Object.entries(entityKinds).filter(([, kind]) => count(`entity where since = 2 and kind = ${kind}`) > 0);
  return {
    added: kinds.map(([name, kind]) => `${name} ${count(`entity where since = 2 and kind = ${kind}`)}`),
    ended: count('entity where until = 2'),
  };
}

/** Three hosts, of which the first calls the others; visited at these seconds. */
function estate(
  id: number,
  seconds: readonly [number, number, number],
  change: (dependency: Dependency) => Dependency = (same) => same,
): Snapshot {
  const dependencies = [1, 2].map((to) => change(dependencyOf(0, to, seconds[0])));
  return snapshotOf(id, {
    hosts: seconds.map((second, index) => hostOf(index, second)),
    services: [0, 1, 2].map(serviceOf),
    dependencies,
  });
}

const before = estate(1, [10, 20, 30]);

describe('the rows of a second snapshot', () => {
  it('are none where only the times are others', () => {
    expect(changesBetween(before, estate(2, [4010, 4030, 4020]))).toEqual({ added: [], ended: 0 });
  });

  it('are none where one host could not be visited again', () => {
    const later = estate(2, [4010, 20, 4030]);
    const stale = later.hosts.map((host) =>
      host.evidence?.at === at(20) ? { ...host, evidence: { ...host.evidence, stale: true } } : host,
    );
    expect(changesBetween(before, { ...later, hosts: stale })).toEqual({ added: [], ended: 0 });
  });

  it('are none where both ends saw a dependency, and the other one last', () => {
    const seenByBoth =
      (last: number) =>
      (one: Dependency): Dependency => ({ ...one, seenFrom: 'both', to: { host: 'h00001' }, lastSeen: at(last) });
    const first = estate(1, [10, 20, 30], seenByBoth(20));
    expect(changesBetween(first, estate(2, [4020, 4010, 4030], seenByBoth(4020)))).toEqual({ added: [], ended: 0 });
  });

  it('are one for the client host where counters moved, came or went', () => {
    const moved = estate(2, [4010, 4020, 4030], ({ bytes, ...one }) => ({
      ...one,
      connections: 99,
      ...(one.port === 5001 && bytes !== undefined ? { bytes } : {}),
    }));
    expect(changesBetween(before, moved)).toEqual({ added: ['measure 1'], ended: 1 });
  });

  it('are one for the client host where a dependency fell silent', () => {
    const silent = estate(2, [4010, 4020, 4030], (one) => (one.port === 5001 ? { ...one, lastSeen: at(10), silent: true } : one));
    expect(changesBetween(before, silent)).toEqual({ added: ['measure 1'], ended: 1 });
  });

  it('are those of what really changed', () => {
    const later = estate(2, [4010, 4020, 4030], (one) => (one.port === 5002 ? { ...one, confidence: 0.5 } : one));
    const services = later.services.slice(0, 2);
    const coverage = { ...later.coverage, skippedLines: 3 };
    expect(changesBetween(before, { ...later, services, coverage })).toEqual({ added: ['dependency 1', 'frame 1'], ended: 3 });
  });

  it('are as many as there are things where everything is new', () => {
    const { store, count } = openCounted();
    store.writeSnapshot(before, store.beginRun(scanRequest));
    expect(count('entity')).toBe(3 + 3 + 2 + 1 + 1);
    store.dropSnapshots();
    expect(['entity', 'snapshot', 'layout'].map(count)).toEqual([0, 0, 0]);
  });
});

describe('the rows of a second visit', () => {
  const sections = [
    sectionOf('linux.ss', 'sockets'),
    sectionOf('linux.ps', 'processes', { stderr: new TextEncoder().encode('warning') }),
  ];
  const tables = ['collection', 'manifest', 'section', 'blob', 'target', 'collector'];

  it('are one where the host answered the same', () => {
    const { store, count } = openCounted();
    const own = (port: number) => ({ ownConnection: { localAddress: 'a', localPort: 22, remoteAddress: 'b', remotePort: port } });
    saveRun(store, [collectionOf('a', { sections, session: own(40_000) })]);
    const first = tables.map(count);
    saveRun(store, [collectionOf('a', { sections, session: own(50_000), startedAt: at(100), finishedAt: at(101) })]);
    expect(tables.map(count)).toEqual([2, ...first.slice(1)]);
    const [stored] = store.evidenceAt(2);
    expect(stored?.collection.session.ownConnection?.remotePort).toBe(50_000);
  });

  it.each([
    ['an exit code', [{ ...sectionOf('linux.ss', 'sockets'), exitCode: 1 }, sections[1]]],
    ['a status', [{ ...sectionOf('linux.ss', 'sockets'), status: 'failed' as const }, sections[1]]],
    ['what came on standard error', [sections[0], sectionOf('linux.ps', 'processes')]],
    ['the order', [sections[1], sections[0]]],
    ['a section that is missing', [sections[0]]],
  ])('are a new list of sections where there is another: %s', (_, others) => {
    const { store, count } = openCounted();
    saveRun(store, [collectionOf('a', { sections })]);
    const later = others.filter((section) => section !== undefined);
    saveRun(store, [collectionOf('a', { sections: later })]);
    expect(count('manifest')).toBe(2);
    const [stored] = store.evidenceAt(2);
    expect(stored?.collection.sections.map(({ collector, status, exitCode }) => [collector, status, exitCode])).toEqual(
      later.map(({ collector, status, exitCode }) => [collector, status, exitCode]),
    );
    expect(stored?.collection.sections.map(({ stderr }) => stderr?.length)).toEqual(later.map(({ stderr }) => stderr?.length));
  });

  it('are one where equal outputs come from another host, but for what names it', () => {
    const { store, count } = openCounted();
    saveRun(store, [collectionOf('a', { sections }), collectionOf('b', { sections })]);
    expect(tables.map(count)).toEqual([2, 2, 4, 5, 2, 2]);
  });
});
