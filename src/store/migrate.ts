import type { Database } from 'better-sqlite3';
import { applicationId } from './file-header.ts';

/** One step of the schema, never edited once released. */
export interface Migration {
  /** The schema (`PRAGMA user_version`) after it: 1, 2, 3, … */
  readonly version: number;
  readonly sql: string;
}

export const schemaOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

/**
 * Brings a database to the newest schema, forward only, in one transaction: all steps or none. The
 * version is read again inside it, because another process may have been faster.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (schemaOf(db) >= newest) return;
  const run = db.transaction(() => {
    const schema = schemaOf(db);
    for (const { sql } of migrations.filter(({ version }) => version > schema)) db.exec(sql);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${Math.max(schema, newest)}`);
  });
  run.immediate();
}
