import type { Varbind } from '../../model/varbind.ts';
import { indexParts } from '../../text/snmp/values.ts';
import type { MibTables } from '../../text/snmp/varbind-table.ts';

/** A row of a table: what of it was told. */
export interface Row {
  readonly index: string;
  /** Numbers of the index. */
  readonly parts: readonly number[];
  /** One of the columns that were asked for. */
  get(column: number): Varbind | undefined;
  /** The first line of it in the walk, as part of a fact. */
  readonly at: { readonly line?: number };
}

function firstLine(columns: readonly ReadonlyMap<string, Varbind>[], index: string): Row['at'] {
  let first: number | undefined;
  for (const column of columns) {
    const line = column.get(index)?.line;
    if (line !== undefined && (first === undefined || line < first)) first = line;
  }
  return first === undefined ? {} : { line: first };
}

/**
 * The rows of a table by its entry (`1.3.6.1.2.1.2.2.1`) and the numbers of columns: a row is there where one of
 * `columns` told of it, since agents and cuts leave out columns.
 */
export function rowsOf(tables: MibTables, entry: string, columns: readonly number[]): readonly Row[] {
  const found = columns.map((column) => tables.column(`${entry}.${column}`));
  const byNumber = new Map(columns.map((column, at) => [column, found[at]]));
  const indexes = new Set<string>();
  for (const column of found) for (const index of column.keys()) indexes.add(index);
  return Array.from(indexes, (index) => {
    const get: Row['get'] = (column) => byNumber.get(column)?.get(index);
    return { index, parts: indexParts(index), get, at: firstLine(found, index) };
  });
}

type Known<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** An object without the keys that are not known. */
export function known<T extends object>(object: T): Partial<Known<T>> {
  const found: Partial<Known<T>> = {};
  for (const key of Object.keys(object) as (keyof T)[]) {
    const value = object[key];
    if (value !== undefined) found[key] = value as Known<T>[keyof T];
  }
  return found;
}
