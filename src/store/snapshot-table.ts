import type { Database } from 'better-sqlite3';
import type { Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import { openEntityTable } from './entity-table.ts';
import { boundsOf } from './evidence.ts';
import { parseStored } from './json-text.ts';
import { openLayoutTable } from './layout-table.ts';
import { joinSnapshot, splitSnapshot } from './snapshot-parts.ts';
import { StoreError } from './store-error.ts';
import type { SnapshotBasis, SnapshotSummary, Store } from './types.ts';

interface SummaryRow {
  readonly header: string;
  readonly hosts: number;
  readonly services: number;
  readonly dependencies: number;
  readonly failed: number;
}

type SnapshotValues = [number, number, string, number, number, number, number, Buffer, number | null];

interface BasisRow {
  readonly run: number;
  readonly last_collection: number | null;
}

type SnapshotMethods = 'writeSnapshot' | 'nextSnapshotId' | 'snapshots' | 'readSnapshot' | 'basisOf' | 'dropSnapshots';

function toSummary({ header, ...counts }: SummaryRow): SnapshotSummary {
  const { id, label, takenAt, toolVersion, scope, interrupted } = parseStored(header) as SnapshotHeader;
  return {
    id,
    ...(label === undefined ? {} : { label }),
    takenAt,
    toolVersion,
    scope,
    interrupted: interrupted === true,
    ...counts,
  };
}

/** The number of a snapshot id, where it is one: `1`, `2`, … without leading zeros. */
const numberOf = (id: string): number | undefined => (/^[1-9]\d{0,8}$/.test(id) ? Number(id) : undefined);

/** The snapshots of one database, stored as what changed from one to the next. */
export function openSnapshotTable(db: Database, file: string): Pick<Store, SnapshotMethods> {
  const entities = openEntityTable(db);
  const last = db.prepare<[], number>('select coalesce(max(id), 0) from snapshot').pluck();
  const insert = db.prepare<SnapshotValues>('insert into snapshot values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const list = db.prepare<[], SummaryRow>('select header, hosts, services, dependencies, failed from snapshot order by id');
  const one = db.prepare<[number], { header: string; clock: Buffer }>('select header, clock from snapshot where id = ?');
  const derived = db.prepare<[number], BasisRow>('select run, last_collection from snapshot where id = ?');
  const clear = db.prepare('delete from snapshot');
  const clearLayouts = db.prepare('delete from layout');

  const newNumber = (id: string): number => {
    const number = numberOf(id);
    if (number === undefined) throw new RangeError(`not a snapshot number: ${id}`);
    if (number <= (last.get() ?? 0)) throw new StoreError('conflict', file, `snapshot ${id} or a later one is there`);
    return number;
  };

  return {
    writeSnapshot(snapshot: Snapshot, basis: number | SnapshotBasis) {
      const number = newNumber(snapshot.snapshot.id);
      const parts = splitSnapshot(snapshot, openLayoutTable(db));
      const { hosts, services, dependencies, coverage } = snapshot;
      const counts = [hosts.length, services.length, dependencies.length, coverage.failed.length] as const;
      const [runId, lastCollection] = boundsOf(basis);
      insert.run(number, runId, parts.header, ...counts, parts.clock, lastCollection);
      entities.write(parts.entities, number);
    },
    nextSnapshotId: () => String((last.get() ?? 0) + 1),
    snapshots: () => list.all().map(toSummary),
    readSnapshot(id) {
      const number = numberOf(id);
      const row = number === undefined ? undefined : one.get(number);
      if (number === undefined || row === undefined) return undefined;
      return joinSnapshot({ ...row, entities: entities.read(number) }, openLayoutTable(db));
    },
    basisOf(snapshotId) {
      const number = numberOf(snapshotId);
      const row = number === undefined ? undefined : derived.get(number);
      return row && { runId: row.run, ...(row.last_collection === null ? {} : { lastCollection: row.last_collection }) };
    },
    dropSnapshots() {
      entities.clear();
      clear.run();
      clearLayouts.run();
    },
  };
}
