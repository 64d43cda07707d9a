import type { CheckList } from './check-list.ts';
import type { Lab } from './lab.ts';
import { database, map, mapOutput, readSnapshot } from './map-command.ts';

const unless = (right: boolean, complaint: string): readonly string[] => (right ? [] : [complaint]);

/** The scan of a database once more, with the same words. */
export async function checkRepeat(lab: Lab, list: CheckList, db: string, words: readonly string[]): Promise<void> {
  const before = await readSnapshot(lab, db);
  const { code, stderr } = await map(lab, words);
  const after = await readSnapshot(lab, db);
  const failed = JSON.stringify(after.coverage.failed);
  list.check('a second scan ends with 0', unless(code === 0, `exit ${code}: ${failed} ${stderr.trim()}`));
  const ids = ({ hosts: h, services: s, dependencies: d, links: l, networks: n = [] }: typeof before) =>
    [...h, ...s, ...d, ...l, ...n].map(({ id }) => id).sort();
  const [old, now] = [new Set(ids(before)), new Set(ids(after))];
  list.check('a second scan gives the same ids', [
    ...[...old].filter((id) => !now.has(id)).map((id) => `${id} is gone`),
    ...[...now].filter((id) => !old.has(id)).map((id) => `${id} is new`),
  ]);
  const diff = JSON.parse(await mapOutput(lab, ['diff', 'latest~1', 'latest', '--json', '--db', database(lab, db)]));
  const kinds = ['hosts', 'services', 'dependencies', 'links'] as const;
  list.check(
    'map diff of the two: nothing added, removed or unknown',
    kinds.flatMap((kind) =>
      ['added', 'removed', 'unknown'].flatMap((change) => {
        const rows: unknown[] = diff[kind]?.[change] ?? [`the diff document has no ${kind}.${change}`];
        return rows.map((row) => `${kind} ${change}: ${JSON.stringify(row)}`);
      }),
    ),
  );
}

/** A snapshot comes out of the evidence of a database as it came out of the scan, to the byte. */
export async function checkRebuild(lab: Lab, list: CheckList, db: string): Promise<void> {
  const exported = () => mapOutput(lab, ['export', '-f', 'json', '--db', database(lab, db)]);
  const scanned = await exported();
  await mapOutput(lab, ['rebuild', '--db', database(lab, db)]);
  const first = await exported();
  await mapOutput(lab, ['rebuild', '--db', database(lab, db)]);
  const second = await exported();
  list.check('rebuilt twice: the same bytes', unless(first === second, `${first.length} and ${second.length} bytes differ`));
  list.check(
    'rebuilt: the same bytes as scanned',
    unless(first === scanned, `${scanned.length} and ${first.length} bytes differ`),
  );
}
