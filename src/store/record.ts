import type { LayoutTable } from './layout-table.ts';
import { DamagedContent } from './translate-error.ts';

/** An object of the snapshot. */
export type Fields = Readonly<Record<string, unknown>>;

/** Layout number, then the values in its order; an id has no value, because it is the key of the row. */
export type Row = readonly [layout: number, ...values: unknown[]];

const definedKeys = (record: Fields): string[] => Object.keys(record).filter((key) => record[key] !== undefined);

/** What of an object is stable: every key but those of `loose`. */
export function splitStable(record: Fields, loose: ReadonlySet<string>, layouts: LayoutTable): Row {
  const keys = definedKeys(record).filter((key) => !loose.has(key));
  return [layouts.idOf(keys), ...keys.filter((key) => key !== 'id').map((key) => record[key])];
}

/**
 * What changes from scan to scan: the keys of `loose`. The layout is the one of the whole object, so
 * that a value which comes and goes does not touch the stable row, and the order of keys is kept.
 */
export function splitLoose(record: Fields, loose: ReadonlySet<string>, layouts: LayoutTable): Row {
  const keys = definedKeys(record);
  return [layouts.idOf(keys), ...keys.filter((key) => loose.has(key)).map((key) => record[key])];
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
