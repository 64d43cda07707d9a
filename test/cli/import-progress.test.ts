import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createStore } from '../../src/cli/create-store.ts';
import { type ImportProgress, tellProgress } from '../../src/cli/import-progress.ts';
import { runImport } from '../../src/cli/run-import.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const rows = (count: number): string =>
  [
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
    ...Array.from(
      { length: count },
      (_, at) => `2 1 eni-1 10.0.0.1 10.0.${at % 200}.2 ${40_000 + (at % 9000)} 5432 6 9 840 1772330400 1772330460 ACCEPT OK`,
    ),
    '',
  ].join('\n');

async function importStoppedAt(isEnd: (progress: ImportProgress) => boolean, names: readonly string[], db: string) {
  const store = createStore(path(db));
  const stop = new AbortController();
  const listen = (progress: ImportProgress): void => {
    if (isEnd(progress)) stop.abort();
  };
  const sources = names.map((name) => ({ path: path(name), addresses: [], format: 'auto' }));
  const result = await runImport({ sources, scope: names, store, listen, signal: stop.signal, now: () => new Date() });
  store.close();
  return result;
}

describe('an import that is stopped', () => {
  it('keeps the files that were read, nothing of a log it was in the middle of, and says which are left', async () => {
    writeFileSync(path('a.log'), rows(2));
    writeFileSync(path('b.log'), rows(20_000));
    writeFileSync(path('c.log'), rows(2));
    const isInB = (progress: ImportProgress): boolean =>
      progress.step === 'reading' && progress.path.endsWith('b.log') && progress.records < 20_000;
    const result = await importStoppedAt(isInB, ['a.log', 'b.log', 'c.log'], 'stopped.db');
    expect(result).toMatchObject({ files: 1, interrupted: true, failures: [] });
    expect(result.left).toEqual([{ path: path('b.log'), begun: true }, { path: path('c.log') }]);
    expect(result.snapshot?.snapshot.interrupted).toBe(true);
    expect(result.snapshot?.dependencies).toHaveLength(2);
  });

  it('is not interrupted where all was read before', async () => {
    writeFileSync(path('d.log'), rows(2));
    const result = await importStoppedAt(({ step }) => step === 'deriving', ['d.log'], 'whole.db');
    expect(result).toMatchObject({ files: 1, interrupted: false, left: [] });
    expect(result.snapshot?.snapshot).not.toHaveProperty('interrupted');
  });
});

describe('the progress of an import', () => {
  it('is told each second at most, and not at all where it is over sooner', () => {
    const told: string[] = [];
    let now = 0;
    const tell = tellProgress(
      (text) => told.push(text),
      () => now,
    );
    const at = (milliseconds: number, progress: ImportProgress): void => {
      now = milliseconds;
      tell(progress);
    };
    at(900, { step: 'observing' });
    at(1000, { step: 'reading', path: 'x.log', records: 120_000 });
    at(1900, { step: 'reading', path: 'x.log', records: 240_000 });
    at(2100, { step: 'reading', path: 'x.log', records: 310_000 });
    at(3200, { step: 'read', done: 1, of: 2 });
    at(3300, { step: 'deriving' });
    at(3400, { step: 'saving', dependencies: 156_184 });
    expect(told).toEqual([
      'reading x.log: 120,000 records',
      'reading x.log: 310,000 records',
      '1 of 2 files',
      'working out the map',
      'saving the map: 156,184 dependencies',
    ]);
  });
});
