import type { Database } from 'better-sqlite3';
import type { CollectionTable } from './collection-table.ts';
import { compareText } from './compare-text.ts';
import type { Store } from './types.ts';

interface Chosen {
  readonly target: string;
  readonly id: number | null;
}

/**
 * The evidence in use. Only the numbers of the visits are held; the visits are read one by one, so
 * that the caller may write in between.
 */
export function openEvidence(db: Database, collections: CollectionTable): Pick<Store, 'evidenceAt' | 'failuresOf'> {
  const choice = `select target.key as target, (
      select id from collection where collection.target = target.id and grade > 0 and run <= ?
      order by grade desc, run desc, id desc limit 1
    ) as id from target`;
  const chooseAll = db.prepare<[number], Chosen>(choice);
  const chooseSome = db.prepare<[number, string], Chosen>(`${choice} where target.key in (select value from json_each(?))`);
  const failed = db.prepare<[number], Chosen>(
    `select target.key as target, collection.id as id
     from collection join target on target.id = collection.target where run = ? and failure is not null`,
  );
  const sortedIds = (rows: Chosen[]): number[] =>
    rows.sort((a, b) => compareText(a.target, b.target)).flatMap(({ id }) => (id === null ? [] : [id]));

  return {
    *evidenceAt(runId, targets) {
      const rows = targets === undefined ? chooseAll.all(runId) : chooseSome.all(runId, JSON.stringify(targets));
      for (const id of sortedIds(rows)) {
        const stored = collections.load(id, 'with-sections');
        if (stored !== undefined) yield stored;
      }
    },
    failuresOf: (runId) =>
      sortedIds(failed.all(runId)).flatMap((id) => collections.load(id, 'without-sections')?.collection ?? []),
  };
}
