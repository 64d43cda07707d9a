import type { Database } from 'better-sqlite3';
import type { CollectionTable } from './collection-table.ts';
import { compareText } from './compare-text.ts';
import type { SnapshotBasis, Store } from './types.ts';

type EvidenceMethods = 'evidenceAt' | 'targetsStarting' | 'failuresOf' | 'basisNow';

interface Chosen {
  readonly target: string;
  readonly id: number | null;
}

type Bounds = readonly [runId: number, lastCollection: number | null];

/** A run and the number of the last collection that counts, null for all there are. */
export const boundsOf = (basis: number | SnapshotBasis): Bounds =>
  typeof basis === 'number' ? [basis, null] : [basis.runId, basis.lastCollection ?? null];

/**
 * The evidence in use. Only the numbers of the visits are held; the visits are read one by one, so
 * that the caller may write in between.
 */
export function openEvidence(db: Database, collections: CollectionTable): Pick<Store, EvidenceMethods> {
  const choice = `select target.key as target, (
      select id from collection where collection.target = target.id and grade > 0 and run <= ? and id <= ifnull(?, id)
      order by grade desc, run desc, id desc limit 1
    ) as id from target`;
  const chooseAll = db.prepare<[...Bounds], Chosen>(choice);
  const chooseSome = db.prepare<[...Bounds, string], Chosen>(`${choice} where target.key in (select value from json_each(?))`);
  const starting = db.prepare<[string, string], { readonly key: string }>(
    'select key from target where substr(key, 1, length(?)) = ? order by key',
  );
  const failed = db.prepare<[...Bounds], Chosen>(
    `select target.key as target, collection.id as id
     from collection join target on target.id = collection.target where run = ? and collection.id <= ifnull(?, collection.id) and failure is not null`,
  );
  // Collections get their numbers under the write lock: whatever is stored later has a higher one.
  const last = db.prepare<[], number>('select coalesce(max(id), 0) from collection').pluck();
  const sortedIds = (rows: Chosen[]): number[] =>
    rows.sort((a, b) => compareText(a.target, b.target)).flatMap(({ id }) => (id === null ? [] : [id]));

  return {
    *evidenceAt(basis, targets) {
      const bounds = boundsOf(basis);
      const rows = targets === undefined ? chooseAll.all(...bounds) : chooseSome.all(...bounds, JSON.stringify(targets));
      for (const id of sortedIds(rows)) {
        const stored = collections.load(id, 'with-sections');
        if (stored !== undefined) yield stored;
      }
    },
    targetsStarting: (prefix) => starting.all(prefix, prefix).map(({ key }) => key),
    basisNow: (runId) => ({ runId, lastCollection: last.get() ?? 0 }),
    failuresOf: (basis) =>
      sortedIds(failed.all(...boundsOf(basis))).flatMap((id) => collections.load(id, 'without-sections')?.collection ?? []),
  };
}
