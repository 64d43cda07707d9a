import type { Witness } from '../model/observation.ts';
import type { Dependency, Host } from '../model/snapshot.ts';
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
import type { FlowArrow } from './flow-arrows.ts';
import { endsOf } from './name-arrows.ts';
import type { SettledServices } from './settle-services.ts';

/** What flows add to what the ends showed. */
export interface Flowed {
  /** All that was seen, by an end, before, or by flows. */
  readonly dependencies: readonly Dependency[];
  /** Rows of logs behind dependencies, by id. */
  readonly witnesses: ReadonlyMap<Dependency['id'], readonly Witness[]>;
}

/** What flows are compared with. */
export interface FlowedContext {
  readonly nodes: readonly Host[];
  readonly services: SettledServices;
  /** What sockets showed this time. */
  readonly seen: readonly Dependency[];
  /** What nobody showed this time and is not gone. */
  readonly kept: readonly Dependency[];
  readonly earlier: readonly EarlierDependency[];
}

interface Named {
  readonly arrow: FlowArrow;
  readonly ends: Ends;
}

const earliest = (a: string, b: string | undefined): string => (b !== undefined && b < a ? b : a);
const latest = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a);

function viaOf({ via }: FlowArrow, nodes: readonly Host[]): string[] {
  return via.flatMap((node) => nodes[node]?.id ?? []).sort();
}

/** A dependency that only flows tell of. */
function describe({ arrow, ends }: Named, id: string, before: Dependency | undefined, nodes: readonly Host[]): Dependency {
  const { from, to, protocol, port } = ends;
  return {
    id,
    from,
    to,
    protocol,
    port,
    state: arrow.answered ? 'active' : 'attempted',
    seenFrom: 'flow',
    directionRule: arrow.rule,
    confidence: confidences[arrow.rule].value,
    connections: arrow.records,
    samples: { seen: 0, total: 0 },
    firstSeen: earliest(arrow.first, before?.firstSeen),
    lastSeen: latest(arrow.last, before?.lastSeen),
    ...(arrow.bytes === undefined ? {} : { bytes: arrow.bytes }),
    via: viaOf(arrow, nodes),
  };
}

/** What an end showed stays as it showed it; flows tell when it was used last, and how much where nobody counted. */
function enrich(dependency: Dependency, { arrow }: Named, isOnly: boolean): Dependency {
  const { silent, ...rest } = dependency;
  const isLater = arrow.answered && arrow.last > dependency.lastSeen;
  const bytes = dependency.bytes ?? (isOnly ? arrow.bytes : undefined);
  return {
    ...rest,
    lastSeen: isLater ? arrow.last : dependency.lastSeen,
    ...(bytes === undefined ? {} : { bytes }),
    ...(silent === undefined || (isLater && arrow.isNews) ? {} : { silent }),
  };
}

/** One that flows alone told of before, with what they tell now. */
function renew(dependency: Dependency, named: Named, nodes: readonly Host[]): Dependency {
  const { silent } = enrich(dependency, named, true);
  const now = describe({ ...named, ends: dependency }, dependency.id, dependency, nodes);
  return silent === undefined ? now : { ...now, silent };
}

/** Joins flows with what is known of the same ends. */
class Joining {
  readonly dependencies = new Map<string, Dependency>();
  readonly witnesses = new Map<string, readonly Witness[]>();
  readonly #byHosts: ReadonlyMap<string, Dependency[]>;
  readonly #nodes: readonly Host[];

  constructor({ seen, kept, nodes }: FlowedContext) {
    const present = [...seen, ...kept];
    for (const dependency of present) this.dependencies.set(dependency.id, dependency);
    this.#byHosts = groupByHosts(present, (dependency) => dependency);
    this.#nodes = nodes;
  }

  /** True where the ends of the flow are those of something known. */
  join(named: Named): boolean {
    const { ends, arrow } = named;
    const same = (this.#byHosts.get(hostsKey(ends.from.host, ends.to.host, ends)) ?? []).filter((one) => mayBeSame(ends, one));
    for (const { id } of same) {
      const dependency = this.dependencies.get(id);
      if (dependency === undefined) continue;
      const isFlow = dependency.seenFrom === 'flow';
      if (!isFlow) this.dependencies.set(id, enrich(dependency, named, same.length === 1));
      else if (arrow.isNews) this.dependencies.set(id, renew(dependency, named, this.#nodes));
      this.#addWitnesses(id, arrow);
    }
    return same.length > 0;
  }

  #addWitnesses(id: string, { witnesses }: FlowArrow): void {
    const known = this.witnesses.get(id);
    this.witnesses.set(id, known === undefined ? witnesses : [...known, ...witnesses]);
  }

  add(named: Named, id: string, before: Dependency | undefined): void {
    this.dependencies.set(id, describe(named, id, before, this.#nodes));
    this.#addWitnesses(id, named.arrow);
  }
}

/**
 * Sets what flows tell beside what the ends showed. Where an end saw the same it stays one dependency, as the end saw it. What only
 * evidence tells that the snapshot before has used adds nothing: that snapshot may have found it to be gone.
 */
export function addFlows(arrows: readonly FlowArrow[], context: FlowedContext): Flowed {
  const joining = new Joining(context);
  const named = arrows.map((arrow) => ({ arrow, ends: endsOf(arrow, context.nodes, context.services) }));
  const fresh = named.filter((one) => !joining.join(one) && one.arrow.isNews);
  const taken = new Set(joining.dependencies.keys());
  const matched = matchDependencies(
    fresh.map(({ ends }) => ends),
    context.earlier.filter(({ before }) => !taken.has(before.id)),
  );
  for (const one of fresh) {
    const before = matched.get(endsKey(one.ends));
    const id = before?.id ?? makeDependencyId(one.ends, (candidate) => taken.has(candidate));
    taken.add(id);
    joining.add(one, id, before);
  }
  return { dependencies: [...joining.dependencies.values()], witnesses: joining.witnesses };
}
