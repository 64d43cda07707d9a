import type { Witness } from '../model/observation.ts';
import type { Dependency, Host } from '../model/snapshot.ts';
import type { ConfiguredArrow } from './configured-arrows.ts';
import {
  type EarlierDependency,
  type Ends,
  endsKey,
  groupByHosts,
  hostsKey,
  makeDependencyId,
  matchDependencies,
  mayBeSame,
} from './dependency-ids.ts';
import { confidences } from './direction.ts';
import { endsOf } from './name-arrows.ts';
import type { SettledServices } from './settle-services.ts';

/** What configurations add to what was seen. */
export interface Configured {
  /** Dependencies nobody saw in use. */
  readonly dependencies: readonly Dependency[];
  /** Lines of configuration behind dependencies, by id: also behind those that were seen. */
  readonly witnesses: ReadonlyMap<Dependency['id'], readonly Witness[]>;
}

/** What configurations are compared with. */
export interface ConfiguredContext {
  readonly nodes: readonly Host[];
  readonly services: SettledServices;
  /** What was seen in use, now or before. */
  readonly present: readonly Dependency[];
  readonly earlier: readonly EarlierDependency[];
  /** True where the evidence in use tells how the host is configured. */
  isRead(host: string): boolean;
}

interface Named {
  readonly arrow: ConfiguredArrow;
  readonly ends: Ends;
}

function describe({ arrow: { first, last }, ends }: Named, id: string, before: Dependency | undefined): Dependency {
  const { from, to, protocol, port } = ends;
  return {
    id,
    from,
    to,
    protocol,
    port,
    state: 'configured',
    seenFrom: 'config',
    directionRule: 'configuration',
    confidence: confidences.configuration.value,
    connections: 0,
    samples: { seen: 0, total: 0 },
    firstSeen: before !== undefined && before.firstSeen < first ? before.firstSeen : first,
    lastSeen: before !== undefined && before.lastSeen > last ? before.lastSeen : last,
    via: [],
  };
}

/** What was configured before, on hosts whose configuration nobody could read this time. */
function keepUnread(
  { earlier, isRead }: ConfiguredContext,
  present: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): Dependency[] {
  return earlier.flatMap(({ ends, before }) => {
    if (before.state !== 'configured' || taken.has(before.id) || present.has(endsKey(ends)) || isRead(ends.from.host)) return [];
    return [{ ...before, from: ends.from, to: ends.to }];
  });
}

/**
 * Sets what is configured beside what was seen. A reference to what was seen in use is one more witness of
 * that; any other is a dependency of its own.
 */
export function addConfigured(arrows: readonly ConfiguredArrow[], context: ConfiguredContext): Configured {
  const { nodes, services, present, earlier } = context;
  const byHosts = groupByHosts(present, (dependency) => dependency);
  const witnesses = new Map<string, Witness[]>();
  const fresh: Named[] = [];
  for (const arrow of arrows) {
    const ends = endsOf(arrow, nodes, services);
    const seen = byHosts.get(hostsKey(ends.from.host, ends.to.host, ends))?.find((dependency) => mayBeSame(ends, dependency));
    if (seen === undefined) fresh.push({ arrow, ends });
    else witnesses.set(seen.id, [...(witnesses.get(seen.id) ?? []), ...arrow.witnesses]);
  }
  const taken = new Set(present.map(({ id }) => id));
  const matched = matchDependencies(
    fresh.map(({ ends }) => ends),
    earlier.filter(({ before }) => before.state === 'configured' && !taken.has(before.id)),
  );
  const dependencies = fresh.map((named) => {
    const before = matched.get(endsKey(named.ends));
    const id = before?.id ?? makeDependencyId(named.ends, (candidate) => taken.has(candidate));
    taken.add(id);
    witnesses.set(id, named.arrow.witnesses);
    return describe(named, id, before);
  });
  const keys = new Set([...present, ...dependencies].map(endsKey));
  return { dependencies: [...dependencies, ...keepUnread(context, keys, taken)], witnesses };
}
