import type { Varbind } from '../../model/varbind.ts';
import { prefixEnd } from './oid.ts';

/** Objects of a walk by where they stand in the tree. */
export interface MibTables {
  /** The one instance (`.0`) of an object, by the number of the object without it. */
  scalar(oid: string): Varbind | undefined;
  /** A column of a table by the index of its rows (`1`, `0.9.1`), in the order of the walk; empty where nobody told it. */
  column(oid: string): ReadonlyMap<string, Varbind>;
  /** True where the walk holds anything under this number. */
  has(prefix: string): boolean;
}

type Group = ReadonlyMap<string, readonly Varbind[]>;

/** Parts of a number that tell a MIB (`1.3.6.1.2.1.2.2`); a column has more, a few system groups have fewer. */
const coarse = 8;
const nothing: ReadonlyMap<string, Varbind> = new Map();
const none: readonly Varbind[] = [];

/** Parts of a number: dots and one. */
function depthOf(oid: string): number {
  let depth = 1;
  for (let at = oid.indexOf('.'); at !== -1; at = oid.indexOf('.', at + 1)) depth += 1;
  return depth;
}

/** Groups objects by the first `depth` parts of their numbers; those that have no more than that are left out. */
function groupAt(varbinds: readonly Varbind[], depth: number): Group {
  const groups = new Map<string, Varbind[]>();
  let lastKey = '';
  let last: Varbind[] = [];
  for (const varbind of varbinds) {
    const { oid } = varbind;
    // Neighbors in a walk mostly share their column.
    if (!(oid.startsWith(lastKey) && oid[lastKey.length] === '.' && lastKey !== '')) {
      const end = prefixEnd(oid, depth);
      if (end === -1) continue;
      lastKey = oid.slice(0, end);
      const found = groups.get(lastKey);
      last = found ?? [];
      if (found === undefined) groups.set(lastKey, last);
    }
    last.push(varbind);
  }
  return groups;
}

/**
 * The tables of one walk. Objects are grouped once by MIB and, when a column is first asked for, by columns: linear in
 * the walk, a row costs one lookup. Of an object told twice the last counts, in the place of the first: asked now, a
 * device would answer what it said last.
 */
export class VarbindTable implements MibTables {
  readonly #varbinds: readonly Varbind[];
  readonly #groups: Group;
  readonly #fine = new Map<string, Group>();
  readonly #columns = new Map<string, ReadonlyMap<string, Varbind>>();

  constructor(varbinds: readonly Varbind[]) {
    this.#varbinds = varbinds;
    this.#groups = groupAt(varbinds, coarse);
  }

  /** Objects under a number. */
  #under(oid: string): readonly Varbind[] {
    const depth = depthOf(oid);
    if (depth === coarse) return this.#groups.get(oid) ?? none;
    const part = depth < coarse ? undefined : oid.slice(0, prefixEnd(oid, coarse));
    const key = `${part ?? ''} ${depth}`;
    let group = this.#fine.get(key);
    if (group === undefined) {
      group = groupAt(part === undefined ? this.#varbinds : (this.#groups.get(part) ?? none), depth);
      this.#fine.set(key, group);
    }
    return group.get(oid) ?? none;
  }

  column(oid: string): ReadonlyMap<string, Varbind> {
    const known = this.#columns.get(oid);
    if (known !== undefined) return known;
    const rows = new Map<string, Varbind>();
    for (const varbind of this.#under(oid)) {
      rows.set(varbind.oid.slice(oid.length + 1), varbind);
    }
    const column = rows.size === 0 ? nothing : rows;
    this.#columns.set(oid, column);
    return column;
  }

  scalar(oid: string): Varbind | undefined {
    return this.column(oid).get('0');
  }

  has(prefix: string): boolean {
    return this.#under(prefix).length > 0;
  }
}
