import { type IsSocketSection, openCollectionTable } from './collection-table.ts';
import { openEvidence } from './evidence.ts';
import { openDatabase } from './open-database.ts';
import { openRunTable } from './run-table.ts';
import { openSnapshotTable } from './snapshot-table.ts';
import { translateError } from './translate-error.ts';
import type { Store } from './types.ts';

export interface StoreOptions {
  /** Make the file where there is none (the default); reading commands say false. */
  readonly create?: boolean;
  /**
   * Tells the collectors that read a socket table: the evidence in use is the newest that has one.
   * Needed where collections are appended; without it every section counts.
   */
  readonly isSocketSection?: IsSocketSection;
}

type Attempt = <T>(work: () => T) => T;

/** Each step of an iteration on its own: the errors come while it runs. */
function* attemptEach<T>(items: Iterator<T>, attempt: Attempt): Generator<T> {
  for (;;) {
    const step = attempt(() => items.next());
    if (step.done === true) return;
    yield step.value;
  }
}

/**
 * Opens the map database. Throws StoreError where it cannot be used; then nothing has been changed.
 * Everything is synchronous; a writing call waits two seconds at most for another process.
 */
export function openStore(file: string, options: StoreOptions = {}): Store {
  const attempt: Attempt = (work) => {
    try {
      return work();
    } catch (error) {
      throw translateError(error, file);
    }
  };
  const db = openDatabase(file, options.create ?? true);
  const open = () => {
    const collections = openCollectionTable(db, options.isSocketSection ?? (() => true));
    return {
      runs: openRunTable(db),
      collections,
      evidence: openEvidence(db, collections),
      snapshots: openSnapshotTable(db, file),
    };
  };
  let tables: ReturnType<typeof open>;
  try {
    tables = attempt(open);
  } catch (error) {
    db.close();
    throw error;
  }
  const { runs, collections, evidence, snapshots } = tables;
  // The write lock is taken at the start: a transaction that began with reading could not get it later.
  const transaction: Attempt = (work) => attempt(() => db.transaction(work).immediate());
  return {
    beginRun: (request) => attempt(() => runs.beginRun(request)),
    appendCollections: (runId, added) =>
      transaction(() => {
        for (const collection of added) collections.append(runId, collection);
      }),
    endRun: (runId, end) => attempt(() => runs.endRun(runId, end)),
    runs: () => attempt(() => runs.runs()),
    run: (runId) => attempt(() => runs.run(runId)),
    evidenceAt: (basis, targets) => attemptEach(evidence.evidenceAt(basis, targets)[Symbol.iterator](), attempt),
    targetsStarting: (prefix) => attempt(() => evidence.targetsStarting(prefix)),
    failuresOf: (basis) => attempt(() => evidence.failuresOf(basis)),
    basisNow: (runId) => attempt(() => evidence.basisNow(runId)),
    writeSnapshot: (snapshot, basis) => transaction(() => snapshots.writeSnapshot(snapshot, basis)),
    nextSnapshotId: () => attempt(() => snapshots.nextSnapshotId()),
    snapshots: () => attempt(() => snapshots.snapshots()),
    readSnapshot: (id) => attempt(() => db.transaction(() => snapshots.readSnapshot(id))()),
    basisOf: (id) => attempt(() => snapshots.basisOf(id)),
    dropSnapshots: () => transaction(() => snapshots.dropSnapshots()),
    transaction,
    close: () => {
      attempt(() => db.close());
    },
  };
}
