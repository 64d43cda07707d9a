import type { Database } from 'better-sqlite3';
import type { Collection, Section } from '../model/evidence.ts';
import type { FailureStatus } from '../model/failure.ts';
import { openBlobTable } from './blob-table.ts';
import { openManifestTable } from './manifest-table.ts';
import { openNameTable } from './name-table.ts';
import { joinProfile, splitProfile } from './profile.ts';
import { decodeTime, encodeTime } from './time-value.ts';
import type { StoredCollection } from './types.ts';

/** Tells the collectors that read a socket table; the store knows no collectors. */
export type IsSocketSection = (collector: string) => boolean;

export interface CollectionTable {
  append(runId: number, collection: Collection): void;
  /** A visit by its number; without its sections where they are not wanted. */
  load(id: number, sections: 'with-sections' | 'without-sections'): StoredCollection | undefined;
}

interface CollectionRow {
  readonly run: number;
  readonly target: string;
  readonly failure: FailureStatus | null;
  readonly message: string | null;
  readonly started_at: number | string;
  readonly duration: number | string;
  readonly own_port: number | null;
  readonly profile: number;
  readonly manifest: number | null;
}

/** How much a visit told: the higher one is used, and among equals the newer one. */
const grades = { nothing: 0, something: 1, partOfSockets: 2, sockets: 3 } as const;

const cutOff: ReadonlySet<Section['status']> = new Set(['timed-out', 'truncated', 'incomplete']);

/**
 * What one socket table is worth. One that is empty counts where the command succeeded. One that was
 * cut off replaces no whole one: what is missing in it has not gone, nobody saw the rest.
 */
function gradeOfTable({ status, stdout }: Section): number {
  if (cutOff.has(status)) return stdout.length > 0 ? grades.partOfSockets : grades.something;
  return status === 'ok' || (status !== 'missing' && stdout.length > 0) ? grades.sockets : grades.something;
}

function gradeOf({ sections }: Collection, isSocketSection: IsSocketSection): number {
  const tables = sections.filter((section) => isSocketSection(section.collector)).map(gradeOfTable);
  return Math.max(sections.length > 0 ? grades.something : grades.nothing, ...tables);
}

/** The end of a visit as what is added to its start, so that it takes two bytes and not six. */
function encodeDuration(started: number | string, finishedAt: string): number | string {
  const finished = encodeTime(finishedAt);
  return typeof started === 'number' && typeof finished === 'number' ? finished - started : finishedAt;
}

const finishOf = ({ started_at, duration }: CollectionRow): string =>
  typeof started_at === 'number' && typeof duration === 'number' ? decodeTime(started_at + duration) : String(duration);

/** The visits of one database. */
export function openCollectionTable(db: Database, isSocketSection: IsSocketSection): CollectionTable {
  const blobs = openBlobTable(db);
  const manifests = openManifestTable(db, blobs);
  const targetId = openNameTable(db, 'target', 'key');
  const lastManifest = db
    .prepare<[number], number>(
      'select manifest from collection where target = ? and grade > 0 order by grade desc, run desc, id desc limit 1',
    )
    .pluck();
  const insert = db.prepare<(number | string | null)[]>(
    `insert into collection
     (run, target, grade, failure, message, started_at, duration, own_port, profile, manifest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = db.prepare<[number], CollectionRow>(
    `select collection.*, target.key as target
     from collection join target on target.id = collection.target where collection.id = ?`,
  );

  return {
    append(runId, collection) {
      const { target, status, message, sections } = collection;
      const key = targetId(target);
      const manifest = sections.length === 0 ? null : manifests.write(sections, lastManifest.get(key));
      const { text, ownPort } = splitProfile(collection);
      const started = encodeTime(collection.startedAt);
      insert.run(
        ...[runId, key, gradeOf(collection, isSocketSection), status === 'collected' ? null : status, message ?? null],
        ...[started, encodeDuration(started, collection.finishedAt), ownPort, blobs.write(Buffer.from(text)), manifest],
      );
    },
    load(id, wanted) {
      const row = select.get(id);
      if (row === undefined) return undefined;
      const text = Buffer.from(blobs.read(row.profile)).toString();
      const collection: Collection = {
        ...joinProfile({ text, ownPort: row.own_port }),
        target: row.target,
        startedAt: decodeTime(row.started_at),
        finishedAt: finishOf(row),
        status: row.failure ?? 'collected',
        ...(row.message === null ? {} : { message: row.message }),
        sections: row.manifest === null || wanted === 'without-sections' ? [] : manifests.read(row.manifest),
      };
      return { runId: row.run, collection };
    },
  };
}
