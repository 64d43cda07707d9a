import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { isSnapshotFile } from '../../src/cli/resolve-snapshot.ts';
import { shop, snapshot } from '../analysis/build-snapshot.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';
import { failure, firstScan, openDatabase, record } from './shop-database.ts';

const path = scratch();
const labels = ['nightly', undefined, 'nightly', '2', 'latest'];

beforeAll(() => {
  const store = openDatabase(path('map.db'));
  for (const [index, label] of labels.entries()) {
    const takenAt = `2026-03-0${index + 1}T00:00:00.000Z`;
    const runId = store.beginRun({ kind: 'scan', startedAt: takenAt, toolVersion: '0.1.0', scope: [] });
    store.endRun(runId, { finishedAt: takenAt, interrupted: false, targetCount: 0, unansweredCount: 0 });
    const header = { id: String(index + 1), takenAt, scope: [], ...(label === undefined ? {} : { label }) };
    store.writeSnapshot(snapshot({ header }), runId);
  }
  store.close();
  mkdirSync(path('directory'));
  writeFileSync(path('directory/exported.json'), JSON.stringify({ ...shop, snapshot: { ...shop.snapshot, id: 'file' } }));
});

/** Id of the snapshot a name means, or the error. */
async function meant(name: string): Promise<string> {
  const { code, stdout, stderr } = await runMap(['coverage', '--json', '--snapshot', name, '--db', path('map.db')]);
  return code === 0 ? JSON.parse(stdout).snapshot.id : stderr.trimEnd().replaceAll(path(''), '');
}

describe('the name of a snapshot', () => {
  it.each([
    ['latest', '5'],
    ['latest~0', '5'],
    ['latest~1', '4'],
    ['latest~4', '1'],
    ['1', '1'],
    // An id goes before a label that looks like one, and a word of ours before a label of that name.
    ['2', '2'],
    // Of several the newest: a nightly scan has the same label every night.
    ['nightly', '3'],
  ])('%s means %s', async (name, id) => {
    expect(await meant(name)).toBe(id);
  });

  it('may be a file', async () => {
    expect(await meant(path('directory/exported.json'))).toBe('file');
  });

  it.each([
    ['latest~5', /^map: latest~5: there are only 5 snapshots in .*map\.db; see map snapshots$/],
    ['latest~x', /^map: latest~x: no such snapshot in .*, and no such file; did you mean latest\? see map snapshots$/],
    ['nighlty', /did you mean nightly\? see map snapshots$/],
    ['', /no such snapshot/],
  ])('%j means none', async (name, message) => {
    expect(await meant(name)).toMatch(message);
  });

  it('is not looked for among snapshots that are not there, in plain English', async () => {
    const one = openDatabase(path('one.db'));
    record(one, firstScan, [failure('10.0.0.1', firstScan)]);
    one.close();
    const { code, stderr } = await runMap(['diff', 'latest~1', 'latest', '--db', path('one.db')]);
    expect([code, stderr]).toEqual([2, `map: latest~1: there is only 1 snapshot in ${path('one.db')}; see map snapshots\n`]);
  });

  it.each([
    ['a.json', true],
    ['./a', true],
    ['dir/a', true],
    ['C:\\a', true],
    ['a', false],
    ['latest~1', false],
    ['json', false],
  ])('%s can only be a file: %s', (name, isFile) => {
    expect(isSnapshotFile(name)).toBe(isFile);
  });
});
