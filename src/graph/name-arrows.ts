import type { Dependency, Host } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import { type EarlierDependency, type Ends, endsKey, makeDependencyId, matchDependencies } from './dependency-ids.ts';
import { describeArrow, type Samples } from './describe-dependency.ts';
import type { SettledServices } from './settle-services.ts';

/** An arrow as the snapshot shows it. */
export interface NamedArrow {
  readonly arrow: Arrow;
  readonly dependency: Dependency;
}

/** Who the ends of an arrow are, by the ids of hosts and services. */
export function endsOf(arrow: Omit<Arrow, 'connections'>, nodes: readonly Host[], { byDraft }: SettledServices): Ends {
  const end = (node: number, draft: number): Dependency['from'] => {
    const host = nodes[node]?.id ?? '';
    const service = byDraft.get(draft)?.id;
    return service === undefined ? { host } : { host, service };
  };
  const { from, fromService, to, toService, protocol, port } = arrow;
  return { from: end(from, fromService), to: end(to, toService), protocol, port };
}

/** Hosts that translated an end of the arrow's connections, where they are not an end themselves; ids, sorted. */
function viaOf({ connections, from, to }: Arrow, nodes: readonly Host[]): readonly string[] {
  const between = new Set<string>();
  for (const { via } of connections) {
    for (const node of via ?? []) if (node !== from && node !== to) between.add(nodes[node]?.id ?? '');
  }
  return [...between].sort();
}

/** Names the arrows: an earlier dependency's id and first sight go on, whatever its services are called now. */
export function nameArrows(
  arrows: readonly Arrow[],
  nodes: readonly Host[],
  services: SettledServices,
  earlier: readonly EarlierDependency[],
  taken: Samples,
): NamedArrow[] {
  const ends = arrows.map((arrow) => ({ arrow, ends: endsOf(arrow, nodes, services) }));
  const matched = matchDependencies(
    ends.map((item) => item.ends),
    earlier,
  );
  const used = new Set(earlier.map(({ before }) => before.id));
  return ends.map(({ arrow, ends: { from, to, protocol, port } }) => {
    const key = { from, to, protocol, port };
    const before = matched.get(endsKey(key));
    const id = before?.id ?? makeDependencyId(key, (candidate) => used.has(candidate));
    used.add(id);
    const facts = describeArrow(arrow, taken);
    const firstSeen = before !== undefined && before.firstSeen < facts.firstSeen ? before.firstSeen : facts.firstSeen;
    const lastSeen = before !== undefined && before.lastSeen > facts.lastSeen ? before.lastSeen : facts.lastSeen;
    return { arrow, dependency: { id, from, to, ...facts, firstSeen, lastSeen, via: viaOf(arrow, nodes) } };
  });
}
