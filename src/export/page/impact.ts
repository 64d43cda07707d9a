import type { Dependency } from '../../model/snapshot.ts';
import { compareText } from '../order.ts';
import { type Estate, endName, endOf, keyOf } from './estate.ts';

/** Something that needs, directly or through others, what was asked about. */
export interface Affected {
  /** Key of the end, see `keyOf`. */
  readonly key: string;
  /** 1: it needs it directly. */
  readonly distance: number;
  /** The dependency over which it is reached, one step nearer. */
  readonly through: Dependency;
}

/** A try that was never answered depends on nothing that works now. */
const carries = (dependency: Dependency): boolean => dependency.state !== 'attempted';

/**
 * Who is affected when the ends with these keys go: the clients, their clients, and so on, nearest
 * first. Which request leads to which other request is not known, so this is the most it can be.
 */
export function affectedBy(estate: Estate, keys: readonly string[]): Affected[] {
  const seen = new Set(keys);
  const found: Affected[] = [];
  let edge = [...keys];
  for (let distance = 1; edge.length > 0; distance += 1) {
    const next: Affected[] = [];
    for (const dependency of edge.flatMap((key) => estate.neededBy.get(key) ?? []).filter(carries)) {
      const key = keyOf(dependency.from);
      if (seen.has(key)) continue;
      seen.add(key);
      next.push({ key, distance, through: dependency });
    }
    found.push(...next.sort((a, b) => compareText(endName(estate, endOf(estate, a.key)), endName(estate, endOf(estate, b.key)))));
    edge = next.map(({ key }) => key);
  }
  return found;
}
