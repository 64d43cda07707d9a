import type { Dependency, DependencyEnd } from '../model/snapshot.ts';
import { makeFreeId } from './make-id.ts';

/** What a dependency is between: its two ends, the protocol and the server's port. */
export type Ends = Pick<Dependency, 'from' | 'to' | 'protocol' | 'port'>;

/** An earlier dependency with its ends as they are called now. */
export interface EarlierDependency {
  readonly ends: Ends;
  readonly before: Dependency;
}

const endKey = ({ host, service }: DependencyEnd): string => `${host} ${service ?? ''}`;

export const endsKey = ({ from, to, protocol, port }: Ends): string => `${endKey(from)} ${endKey(to)} ${protocol} ${port}`;

/** What a dependency is between, apart from the services. */
export const hostsKey = (from: string, to: string, { protocol, port }: Pick<Ends, 'protocol' | 'port'>): string =>
  `${from} ${to} ${protocol} ${port}`;

/** A service that is known on one side only does not make two dependencies of one. */
const sameService = (a: DependencyEnd, b: DependencyEnd): boolean =>
  a.service === b.service || a.service === undefined || b.service === undefined;

/** True where nothing that is known of the two says that they are not one. */
export const mayBeSame = (a: Ends, b: Ends): boolean => sameService(a.from, b.from) && sameService(a.to, b.to);

/** By `hostsKey`. */
export function groupByHosts<T>(items: readonly T[], endsOf: (item: T) => Ends): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const ends = endsOf(item);
    const key = hostsKey(ends.from.host, ends.to.host, ends);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Pairs what is left where a process became known or unknown, if there is only one way to do it. */
function matchLoosely(
  matched: Map<string, Dependency>,
  dependencies: readonly Ends[],
  earlier: readonly EarlierDependency[],
): void {
  const taken = new Set([...matched.values()].map(({ id }) => id));
  const left = dependencies.filter((ends) => !matched.has(endsKey(ends)));
  const leftBefore = groupByHosts(
    earlier.filter(({ before }) => !taken.has(before.id)),
    ({ ends }) => ends,
  );
  for (const [key, group] of groupByHosts(left, (ends) => ends)) {
    const candidates = leftBefore.get(key) ?? [];
    for (const ends of group) {
      const [only, ...more] = candidates.filter((candidate) => mayBeSame(ends, candidate.ends));
      if (only === undefined || more.length > 0) continue;
      if (group.filter((rival) => mayBeSame(rival, only.ends)).length === 1) matched.set(endsKey(ends), only.before);
    }
  }
}

/** The earlier dependency each present one continues, by `endsKey`. */
export function matchDependencies(
  dependencies: readonly Ends[],
  earlier: readonly EarlierDependency[],
): ReadonlyMap<string, Dependency> {
  if (earlier.length === 0) return new Map();
  const byEnds = new Map<string, Dependency>();
  for (const { ends, before } of earlier) if (!byEnds.has(endsKey(ends))) byEnds.set(endsKey(ends), before);
  const matched = new Map<string, Dependency>();
  for (const ends of dependencies) {
    const before = byEnds.get(endsKey(ends));
    if (before !== undefined) matched.set(endsKey(ends), before);
  }
  matchLoosely(matched, dependencies, earlier);
  return matched;
}

/** A new dependency's id. */
export const makeDependencyId = (ends: Ends, taken: (id: string) => boolean): string => makeFreeId('dep', [endsKey(ends)], taken);
