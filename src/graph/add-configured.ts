import type { Witness } from '../model/observation.ts';
import type { Dependency, DependencyEnd, Host, Service } from '../model/snapshot.ts';
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
  /** Services that those refer to which nobody could read this time, as far as they are known. */
  readonly services: readonly Service[];
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
  /** The service at one end of an earlier dependency, if there still is one: `gone` where its host was looked at and does not show it. */
  findService(end: DependencyEnd): Service | 'gone' | undefined;
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

/** A dependency that was configured before, and the services at its ends. */
interface Kept {
  readonly dependency: Dependency;
  readonly services: readonly (Service | undefined)[];
}

/** As it is written, whoever listens there now; nothing where the service that was configured so is gone itself. */
function keepOne({ ends, before }: EarlierDependency, { findService }: ConfiguredContext): Kept | undefined {
  const [client, server] = [findService(ends.from), findService(ends.to)];
  if (client === 'gone') return undefined;
  if (server === 'gone') return { dependency: { ...before, from: ends.from, to: { host: ends.to.host } }, services: [client] };
  return { dependency: { ...before, from: ends.from, to: ends.to }, services: [client, server] };
}

/** What was configured before, on hosts whose configuration nobody could read this time. */
function keepUnread(context: ConfiguredContext, present: ReadonlySet<string>, taken: ReadonlySet<string>): Kept[] {
  const kept = new Map<string, Kept>();
  for (const earlier of context.earlier) {
    const { ends, before } = earlier;
    if (before.state !== 'configured' || taken.has(before.id) || context.isRead(ends.from.host)) continue;
    const one = keepOne(earlier, context);
    const key = one === undefined ? '' : endsKey(one.dependency);
    if (one !== undefined && !present.has(key) && !kept.has(key)) kept.set(key, one);
  }
  return [...kept.values()];
}

/**
 * Sets what is configured beside what was seen. A reference to what was seen in use is one more witness of
 * that; any other is a dependency of its own.
 */
export function addConfigured(arrows: readonly ConfiguredArrow[], context: ConfiguredContext): Configured {
  const { nodes, services, present, earlier } = context;
  const hasWritten = arrows.length > 0 || earlier.some(({ before }) => before.state === 'configured');
  // Of flows alone there may be a million, and nothing written beside them.
  if (!hasWritten) return { dependencies: [], services: [], witnesses: new Map() };
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
  const kept = keepUnread(context, keys, taken);
  return {
    dependencies: [...dependencies, ...kept.map(({ dependency }) => dependency)],
    services: kept.flatMap((one) => one.services.filter((service) => service !== undefined)),
    witnesses,
  };
}
