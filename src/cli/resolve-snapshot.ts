import { existsSync } from 'node:fs';
import { count } from '../analysis/estate.ts';
import { nearest } from '../analysis/nearest.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { UsageError } from '../model/usage-error.ts';
import type { SnapshotSummary, Store } from '../store/types.ts';
import type { Context } from './context.ts';
import { withStore } from './open-store.ts';
import { readSnapshotFile } from './snapshot-file.ts';

/** How help texts describe a snapshot. */
export const snapshotForms = 'an id, a label, latest, latest~1, or a file of map export -f json';

/** `latest` is 0, `latest~2` is 2, other texts undefined. */
function stepsBack(text: string): number | undefined {
  const parts = /^latest(?:~(\d{1,9}))?$/.exec(text);
  return parts === null ? undefined : Number(parts[1] ?? 0);
}

function find(snapshots: readonly SnapshotSummary[], text: string): SnapshotSummary | undefined {
  const back = stepsBack(text);
  if (back !== undefined) return snapshots[snapshots.length - 1 - back];
  // Of several with one label the newest: a nightly scan has the same one every night.
  return snapshots.find(({ id }) => id === text) ?? snapshots.findLast(({ label }) => label === text);
}

function unknownSnapshot(snapshots: readonly SnapshotSummary[], text: string, db: string): UsageError {
  if (snapshots.length === 0) return new UsageError(`${db}: no snapshot yet; nothing has been scanned: run map scan localhost`);
  const back = stepsBack(text);
  if (back !== undefined) {
    const there = `there ${snapshots.length === 1 ? 'is' : 'are'} only ${count(snapshots.length, 'snapshot')}`;
    return new UsageError(`${text}: ${there} in ${db}; see map snapshots`);
  }
  const names = snapshots.flatMap(({ id, label }) => (label === undefined ? [id] : [id, label]));
  const guesses = nearest(text, names);
  const guess = guesses.length === 0 ? '' : `did you mean ${guesses.join(' or ')}? `;
  return new UsageError(`${text}: no such snapshot in ${db}, and no such file; ${guess}see map snapshots`);
}

/** Reads a snapshot out of an open database: an id, a label, `latest`, `latest~1`. Throws UsageError. */
export function readStoredSnapshot({ options }: Context, store: Store, text: string): Snapshot {
  const snapshots = store.snapshots();
  const found = find(snapshots, text);
  const snapshot = found === undefined ? undefined : store.readSnapshot(found.id);
  if (snapshot === undefined) throw unknownSnapshot(snapshots, text, options.db);
  return snapshot;
}

/** True for a text that can only be a file. */
export const isSnapshotFile = (text: string): boolean => /[/\\]|\.json$/i.test(text);

type Read = (text: string) => Snapshot;

/** Reads what a person named; the database is opened once, and not at all where only files are named. */
async function withReader<T>(context: Context, texts: readonly string[], work: (read: Read) => T): Promise<T> {
  if (texts.every(isSnapshotFile)) return work(readSnapshotFile);
  return withStore(context, (store) =>
    work((text) => {
      const known = find(store.snapshots(), text) !== undefined;
      const isFile = isSnapshotFile(text) || (!known && existsSync(text));
      return isFile ? readSnapshotFile(text) : readStoredSnapshot(context, store, text);
    }),
  );
}

/** Reads the snapshot a person named; the latest where they named none. Throws UsageError, StoreError. */
export const readSnapshot = (context: Context, text = 'latest'): Promise<Snapshot> =>
  withReader(context, [text], (read) => read(text));

/** Reads two of them. */
export const readTwoSnapshots = (context: Context, a: string, b: string): Promise<readonly [Snapshot, Snapshot]> =>
  withReader(context, [a, b], (read) => [read(a), read(b)] as const);
