import type { LayoutTable } from './layout-table.ts';
import { DamagedContent } from './translate-error.ts';

/** An object of the snapshot, by its keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** The types of the snapshot have no index signature, though they are plain objects. */
export const fieldsOf = (record: object): Fields => record as Fields;

/** Layout number, then the values in its order; an id has no value, because it is the key of the row. */
export type Row = readonly [layout: number, ...values: unknown[]];

/** What of an object is stable: every key but those of `loose`. */
export function splitStable(record: Fields, loose: ReadonlySet<string>, layouts: LayoutTable): Row {
  const keys: string[] = [];
  const values: unknown[] = [];
  for (const key of Object.keys(record)) {
    if (loose.has(key) || record[key] === undefined) continue;
    keys.push(key);
    if (key !== 'id') values.push(record[key]);
  }
  return [layouts.idOf(keys), ...values];
}

/**
 * What changes from scan to scan: the keys of `loose`, with the values of `instead` where it has one.
 * The layout is the one of the whole object, so that a value which comes and goes does not touch the
 * stable row, and the order of keys is kept.
 */
export function splitLoose(record: Fields, loose: ReadonlySet<string>, instead: Fields, layouts: LayoutTable): Row {
  const keys: string[] = [];
  const values: unknown[] = [];
  for (const key of Object.keys(record)) {
    if (record[key] === undefined) continue;
    keys.push(key);
    if (loose.has(key)) values.push(instead[key] ?? record[key]);
  }
  return [layouts.idOf(keys), ...values];
}

/** A stored row, or DamagedContent. */
export function asRow(row: unknown): readonly unknown[] {
  if (!Array.isArray(row)) throw new DamagedContent('a stored row is none');
  return row;
}

/** The reverse of `splitStable`. */
export function readStable(id: string, stored: unknown, layouts: LayoutTable): Fields {
  const row = asRow(stored);
  const record: Record<string, unknown> = {};
  let at = 1;
  for (const key of layouts.keysOf(row[0])) record[key] = key === 'id' ? id : row[at++];
  return record;
}

/** The whole object of its stable part and what `splitLoose` gave, its keys in the order they had. */
export function joinLoose(stable: Fields, stored: unknown, loose: ReadonlySet<string>, layouts: LayoutTable): Fields {
  const row = asRow(stored);
  const record: Record<string, unknown> = {};
  let at = 1;
  for (const key of layouts.keysOf(row[0])) record[key] = loose.has(key) ? row[at++] : stable[key];
  return record;
}
