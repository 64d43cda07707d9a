import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collection, type Section, sectionStatuses } from '../../src/model/evidence.ts';
import { failureStatuses } from '../../src/model/failure.ts';
import type { SnapshotBasis } from '../../src/store/types.ts';
import { at, bytes, collectionOf, openTemporary, saveRun, scanRequest, sectionOf, textOf } from './samples.ts';

const fewWords = fc.constantFrom('', 'tcp ESTAB 10.0.0.1:22\n', 'Netid State\n', 'x'.repeat(300), 'y'.repeat(3000));
const output = fc.oneof(fewWords.map(bytes), fc.uint8Array(), fc.string().map(bytes));
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom('', '2026-01-01', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00.000+01:00'),
);
const name = fc.string({ unit: 'binary', maxLength: 20 });

const section: fc.Arbitrary<Section> = fc.record(
  {
    collector: fc.constantFrom('linux.ss', 'linux.netstat', 'linux.ps'),
    sample: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom(...sectionStatuses),
    exitCode: fc.integer({ min: 0, max: 255 }),
    stdout: output,
    stderr: output,
  },
  { requiredKeys: ['collector', 'sample', 'status', 'stdout'] },
);

const session = fc.record(
  {
    platform: name,
    hostKey: name,
    jump: fc.array(name, { maxLength: 2 }),
    privilege: fc.constantFrom('root', 'sudo', 'none'),
    ownConnection: fc.record({ localAddress: name, localPort: fc.nat(65_535), remoteAddress: name, remotePort: fc.nat(65_535) }),
  },
  { requiredKeys: [] },
);

const collection = (target: string): fc.Arbitrary<Collection> =>
  fc.record(
    {
      target: fc.constant(target),
      address: name,
      port: fc.nat(65_535),
      name,
      origin: fc.constantFrom('listed', 'swept'),
      method: fc.constantFrom('ssh', 'local', 'import'),
      startedAt: time,
      finishedAt: time,
      status: fc.constantFrom('collected', ...failureStatuses),
      message: name,
      session,
      sections: fc.array(section, { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: ['target', 'origin', 'method', 'startedAt', 'finishedAt', 'status', 'session', 'sections'] },
  );

/** Bytes in one type, so that two collections compare. */
const comparable = (one: Collection): unknown => ({
  ...one,
  sections: one.sections.map(({ stdout, stderr, ...rest }) => ({
    ...rest,
    stdout: Buffer.from(stdout).toString('base64'),
    ...(stderr === undefined ? {} : { stderr: Buffer.from(stderr).toString('base64') }),
  })),
});

describe('appendCollections', () => {
  it('keeps every visit to the byte, run after run', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(collection('a'), collection('b')), { minLength: 1, maxLength: 4 }), (visits) => {
        const store = openTemporary(undefined, { isSocketSection: () => false });
        const runs = visits.map((pair) => saveRun(store, pair));
        for (const [index, run] of runs.entries()) {
          const stored = [...store.evidenceAt(run)];
          expect(stored.map(({ runId }) => runId)).toEqual([run, run]);
          expect(stored.map((one) => comparable(one.collection))).toEqual(visits[index]?.map(comparable));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('saves all collections or none', () => {
    const store = openTemporary();
    const run = store.beginRun({ kind: 'scan', startedAt: at(0), toolVersion: '1', scope: [] });
    const bad = {
      ...collectionOf('b'),
      get sections(): never {
        throw new Error('in the middle');
      },
    };
    expect(() => store.appendCollections(run, [collectionOf('a'), bad])).toThrow('in the middle');
    expect([...store.evidenceAt(run)]).toEqual([]);
    store.appendCollections(run, [collectionOf('a')]);
    expect([...store.evidenceAt(run)]).toHaveLength(1);
  });

  it('reads samples of one visit that are nearly equal', () => {
    const store = openTemporary();
    const table = (sample: number): string =>
      Array.from({ length: 200 }, (_, i) => `ESTAB 10.0.0.${i}:${i * 31} sent:${i === 7 ? sample : 0}\n`).join('');
    const sections = [1, 2, 3, 4].map((sample) => sectionOf('linux.ss', table(sample), { sample }));
    const run = saveRun(store, [collectionOf('a', { sections })]);
    const [stored] = store.evidenceAt(run);
    expect(stored?.collection.sections.map(({ stdout }) => textOf(stdout))).toEqual([1, 2, 3, 4].map(table));
  });
});

describe('evidenceAt', () => {
  const withSockets = (text: string): Partial<Collection> => ({
    sections: [sectionOf('linux.ss', text), sectionOf('linux.ps', 'p')],
  });
  const withoutSockets = (text: string): Partial<Collection> => ({
    status: 'hung',
    message: 'a: hung',
    sections: [sectionOf('linux.ps', text)],
  });
  const nothing: Partial<Collection> = { status: 'unanswered', message: 'a: no answer', sections: [] };

  /** The text of the first section in use after each of the visits, one run each. */
  function usedAfter(visits: readonly Partial<Collection>[]): (string | undefined)[] {
    const store = openTemporary();
    const runs = visits.map((visit) => saveRun(store, [collectionOf('a', visit)]));
    return runs.map((run) => textOf([...store.evidenceAt(run)][0]?.collection.sections[0]?.stdout));
  }

  it('is the newest visit with a socket table', () => {
    expect(usedAfter([withSockets('1'), withSockets('2'), withSockets('1')])).toEqual(['1', '2', '1']);
  });

  it('is an older one where the newest has no socket table', () => {
    expect(usedAfter([withSockets('1'), withoutSockets('2'), nothing, withSockets('3')])).toEqual(['1', '1', '1', '3']);
  });

  it('is the newest with any section where none has a socket table', () => {
    expect(usedAfter([withoutSockets('1'), withoutSockets('2'), nothing])).toEqual(['1', '2', '2']);
  });

  it('is a table that was cut off where there is no whole one', () => {
    const half = { sections: [sectionOf('linux.ss', 'half', { status: 'incomplete' as const })] };
    expect(usedAfter([withoutSockets('1'), half, withSockets('3'), half])).toEqual(['1', 'half', '3', '3']);
  });

  it.each([
    ['missing', 'sh: ss: not found', false],
    ['failed', '', false],
    ['incomplete', '', false],
    ['failed', 'a table', true],
    ['truncated', 'half a table', false],
    ['timed-out', 'half a table', false],
    ['incomplete', 'half a table', false],
    ['ok', '', true],
  ] as const)('takes a section that ended %s with %j for a socket table: %s', (status, stdout, taken) => {
    const store = openTemporary();
    saveRun(store, [collectionOf('a', withSockets('old'))]);
    const run = saveRun(store, [collectionOf('a', { sections: [sectionOf('linux.ss', stdout, { status })] })]);
    expect([...store.evidenceAt(run)][0]?.runId).toBe(taken ? run : 1);
  });

  it('has no targets that never answered', () => {
    const store = openTemporary();
    const run = saveRun(store, [collectionOf('a', nothing), collectionOf('b')]);
    expect([...store.evidenceAt(run)].map(({ collection: { target } }) => target)).toEqual(['b']);
  });

  it('is sorted by target, with targets of earlier runs', () => {
    const store = openTemporary();
    const first = saveRun(store, [collectionOf('b'), collectionOf('é'), collectionOf('B')]);
    const second = saveRun(store, [collectionOf('c'), collectionOf('a')]);
    const used = [...store.evidenceAt(second)].map(({ runId, collection: { target } }) => [target, runId]);
    expect(used).toEqual([
      ['B', first],
      ['a', second],
      ['b', first],
      ['c', second],
      ['é', first],
    ]);
    expect([...store.evidenceAt(first)].map(({ collection: { target } }) => target)).toEqual(['B', 'b', 'é']);
  });

  it('can be restricted to some targets', () => {
    const store = openTemporary();
    const run = saveRun(
      store,
      ['a', 'b', 'c', "d'"].map((target) => collectionOf(target)),
    );
    const used = (targets: string[]): string[] => [...store.evidenceAt(run, targets)].map(({ collection: { target } }) => target);
    expect(used(['c', 'a', 'a', 'nobody', "d'"])).toEqual(['a', 'c', "d'"]);
    expect(used([])).toEqual([]);
  });

  it('is for a snapshot what was stored by then, by whichever scan', () => {
    const store = openTemporary();
    const [early, late] = [store.beginRun(scanRequest), store.beginRun(scanRequest)];
    const failed = collectionOf('d', { status: 'refused', message: 'd: refused', sections: [] });
    store.appendCollections(early, [collectionOf('a')]);
    store.appendCollections(late, [collectionOf('b'), failed]);
    const basis = store.basisNow(late);
    store.appendCollections(early, [collectionOf('c'), collectionOf('b', withSockets('later'))]);
    store.appendCollections(late, [collectionOf('a', withSockets('later')), { ...failed, target: 'e' }]);

    const used = (of: number | SnapshotBasis, targets?: string[]): unknown[] =>
      [...store.evidenceAt(of, targets)].map(({ runId, collection: { target } }) => [target, runId]);
    expect(used(basis)).toEqual([
      ['a', early],
      ['b', late],
    ]);
    expect(used(basis, ['a', 'c'])).toEqual([['a', early]]);
    expect(store.failuresOf(basis).map(({ target }) => target)).toEqual(['d']);
    expect(used(late)).toEqual([
      ['a', late],
      ['b', late],
      ['c', early],
    ]);
    expect(store.failuresOf(late).map(({ target }) => target)).toEqual(['d', 'e']);
  });

  it('is nothing for a snapshot that was taken before anything was stored', () => {
    const store = openTemporary();
    const run = store.beginRun(scanRequest);
    const basis = store.basisNow(run);
    store.appendCollections(run, [collectionOf('a')]);
    expect([...store.evidenceAt(basis)]).toEqual([]);
  });

  it('lets the caller write while it is read', () => {
    const store = openTemporary();
    const run = saveRun(
      store,
      ['a', 'b', 'c'].map((target) => collectionOf(target)),
    );
    const seen: string[] = [];
    for (const {
      collection: { target },
    } of store.evidenceAt(run)) {
      seen.push(target);
      saveRun(store, [collectionOf(`${target}2`)]);
    }
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(store.runs()).toHaveLength(4);
  });
});

describe('failuresOf', () => {
  it('lists the visits of a run that failed, sorted, without sections', () => {
    const store = openTemporary();
    const late = collectionOf('b', { status: 'too-slow', message: 'b: the answer was still coming', port: 2222 });
    const refused = collectionOf('a', { status: 'refused', message: 'a: refused', sections: [] });
    const first = saveRun(store, [late, collectionOf('c'), refused]);
    const second = saveRun(store, [collectionOf('a')]);
    expect(store.failuresOf(first)).toEqual([refused, { ...late, sections: [] }]);
    expect(store.failuresOf(second)).toEqual([]);
  });
});
