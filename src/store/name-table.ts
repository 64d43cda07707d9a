import type { Database } from 'better-sqlite3';

/** A table of texts that many rows repeat; gives the number that stands for a text. */
export function openNameTable(db: Database, table: 'target' | 'collector', column: 'key' | 'name'): (text: string) => number {
  const find = db.prepare<[string], number>(`select id from ${table} where ${column} = ?`).pluck();
  const insert = db.prepare<[string]>(`insert into ${table} (${column}) values (?)`);
  return (text) => find.get(text) ?? Number(insert.run(text).lastInsertRowid);
}
