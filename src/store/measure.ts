import type { Dependency } from '../model/snapshot.ts';
import { decodeLastSeen, encodeLastSeen, type SeenTimes } from './last-seen.ts';
import type { LayoutTable } from './layout-table.ts';
import { asRow, type Fields, fieldsOf, joinLoose, type Row, splitLoose } from './record.ts';
import { DamagedContent } from './translate-error.ts';

/** The keys of a dependency that are counted or timed anew at every scan. */
export const dependencyLoose: ReadonlySet<string> = new Set(['connections', 'samples', 'lastSeen', 'bytes', 'rttMs', 'silent']);

/**
 * What was measured, one list a client host, in the order of its dependencies: counters change for
 * most dependencies of a busy host or for none, and a row for each would cost more than it holds.
 */
export function splitMeasures(
  dependencies: readonly Dependency[],
  times: SeenTimes,
  layouts: LayoutTable,
): ReadonlyMap<string, readonly Row[]> {
  const lists = new Map<string, Row[]>();
  for (const dependency of dependencies) {
    const lastSeen = encodeLastSeen(dependency, times);
    const row = splitLoose(fieldsOf(dependency), dependencyLoose, { lastSeen }, layouts);
    const list = lists.get(dependency.from.host);
    if (list === undefined) lists.set(dependency.from.host, [row]);
    else list.push(row);
  }
  return lists;
}

/** The reverse of `splitMeasures`: whole dependencies of their stable parts, in the same order. */
export function joinMeasures(
  stable: readonly Fields[],
  lists: ReadonlyMap<string, unknown>,
  times: SeenTimes,
  layouts: LayoutTable,
): Dependency[] {
  const next = new Map([...lists].map(([host, list]) => [host, asRow(list).values()]));
  return stable.map((fields) => {
    const ends = fields as unknown as Dependency;
    const row = next.get(ends.from.host)?.next();
    if (row === undefined || row.done === true) throw new DamagedContent(`the measures of ${ends.id} are missing`);
    const record = joinLoose(fields, row.value, dependencyLoose, layouts);
    return { ...record, lastSeen: decodeLastSeen(record['lastSeen'], ends, times) } as unknown as Dependency;
  });
}
