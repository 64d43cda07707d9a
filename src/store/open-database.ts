import Database from 'better-sqlite3';
import { checkFile, checkIdentity } from './check-file.ts';
import { hasContent } from './file-header.ts';
import { migrate, schemaOf } from './migrate.ts';
import { migrations } from './migrations/registry.ts';
import { translateError } from './translate-error.ts';

/** How long to wait for another process before saying that there is one, milliseconds. */
const busyTimeout = 2000;

/** Pages of log (4 KiB each) before they are copied to the file: saving hosts dirties the same pages again and again. */
const checkpointPages = 4000;

const newestSchema = migrations.at(-1)?.version ?? 0;

/**
 * After a crash the truth may be in the write-ahead log and not yet in the header. Closing a writable
 * connection would write it back, so the first look is a read-only one.
 */
function checkLog(file: string, path: string): void {
  if (!hasContent(path) || !hasContent(`${path}-wal`)) return;
  const db = new Database(path, { readonly: true, timeout: busyTimeout });
  try {
    const application = Number(db.pragma('application_id', { simple: true }));
    checkIdentity(file, { applicationId: application, schema: schemaOf(db) }, newestSchema);
  } finally {
    db.close();
  }
}

function openMigrated(path: string): Database.Database {
  const db = new Database(path, { timeout: busyTimeout });
  try {
    db.pragma('foreign_keys = on');
    // Before the switch to the log: a half-made file is then rolled back to an empty one.
    migrate(db, migrations);
    if (db.pragma('journal_mode', { simple: true }) !== 'wal') db.pragma('journal_mode = wal');
    db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens the database at the newest schema, in WAL mode, so that reading commands work while a scan
 * writes. A commit survives the end of the process, and the file is consistent after a power cut
 * (PRAGMA synchronous = normal). What is not ours is refused before anything is changed.
 */
export function openDatabase(file: string, create: boolean): Database.Database {
  const path = checkFile(file, create, newestSchema);
  try {
    checkLog(file, path);
    return openMigrated(path);
  } catch (error) {
    throw translateError(error, file);
  }
}
