import type { Database } from 'better-sqlite3';
import { parseStored } from './json-text.ts';
import { DamagedContent } from './translate-error.ts';

/**
 * Layouts: lists of the keys of an object, in order, each with a number. A row then holds values only,
 * and an object comes back with its keys in the order it had.
 */
export interface LayoutTable {
  idOf(keys: readonly string[]): number;
  keysOf(id: unknown): readonly string[];
}

/** Reads the layouts there are, a dozen; made anew for each snapshot, so a rollback leaves nothing stale. */
export function openLayoutTable(db: Database): LayoutTable {
  const insert = db.prepare<[string]>('insert into layout (keys) values (?)');
  const rows = db.prepare<[], { id: number; keys: string }>('select id, keys from layout').all();
  const keyLists = new Map<unknown, readonly string[]>(rows.map(({ id, keys }) => [id, parseStored(keys) as string[]]));
  // Asked once an object: joining is a third of the work of JSON, and no key has a line break.
  const nameOf = (keys: readonly string[]): string => keys.join('\n');
  const ids = new Map([...keyLists].map(([id, keys]) => [nameOf(keys), Number(id)]));
  return {
    idOf(keys) {
      const name = nameOf(keys);
      const known = ids.get(name);
      if (known !== undefined) return known;
      const id = Number(insert.run(JSON.stringify(keys)).lastInsertRowid);
      ids.set(name, id);
      return id;
    },
    keysOf(id) {
      const keys = keyLists.get(id);
      if (keys === undefined) throw new DamagedContent('a stored object has an unknown layout');
      return keys;
    },
  };
}
