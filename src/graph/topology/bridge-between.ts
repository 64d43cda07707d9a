import type { Member } from './bridge-members.ts';
import { type Above, pick, proveAbove } from './bridge-order.ts';
import type { Forwarding } from './forwarding.ts';
import type { Port } from './ports.ts';

/** How likely it is at most that a bridge in between has missed all that passed it. */
const missed = 0.0001;

/** From here on bridges are said to know what passes them: their tables were read at about one time, and none is cut off. */
const closed = 0.95;

/** So many MACs of a side are looked for. */
const sampled = 256;

/** Where one bridge sees the others themselves. */
interface Sightings {
  /** Those it sees by one port alone. */
  readonly at: ReadonlyMap<Port, readonly Forwarding[]>;
  /** Those it does not see at all. */
  readonly nowhere: readonly Forwarding[];
}

/** What is asked of all bridges of a domain: which of them one sees where, and who is behind a port. */
export class DomainTables {
  readonly #bridges: readonly Forwarding[];
  /** Bridges by their own MACs. */
  readonly #owners = new Map<number, Forwarding[]>();
  /** Who learned a MAC, by its position; and when each was last found among those asked for. */
  readonly #seers = new Map<number, number[]>();
  readonly #positions: ReadonlyMap<Forwarding, number>;
  readonly #found: Int32Array;
  #turn = 0;
  readonly #behind = new Map<Forwarding, Map<Port, number[]>>();
  readonly #sightings = new Map<Forwarding, Sightings>();

  constructor(bridges: readonly Forwarding[]) {
    this.#bridges = bridges;
    this.#positions = new Map(bridges.map((bridge, position) => [bridge, position]));
    this.#found = new Int32Array(bridges.length);
    for (const [position, bridge] of bridges.entries()) {
      for (const mac of bridge.portOf.keys()) {
        const seers = this.#seers.get(mac);
        if (seers === undefined) this.#seers.set(mac, [position]);
        else seers.push(position);
      }
      for (const mac of bridge.own) this.#owners.set(mac, [...(this.#owners.get(mac) ?? []), bridge]);
    }
  }

  #look(bridge: Forwarding): Sightings {
    const ports = new Map<Forwarding, Port | 'several'>();
    for (const [mac, port] of bridge.portOf) {
      for (const owner of this.#owners.get(mac) ?? []) {
        const known = ports.get(owner);
        ports.set(owner, known === undefined || known === port ? port : 'several');
      }
    }
    const at = new Map<Port, Forwarding[]>();
    for (const [owner, port] of ports) {
      if (port === 'several') continue;
      const there = at.get(port);
      if (there === undefined) at.set(port, [owner]);
      else there.push(owner);
    }
    return { at, nowhere: this.#bridges.filter((other) => !ports.has(other)) };
  }

  /** The bridges that one does not see anywhere but behind a port. */
  *notElsewhere(bridge: Forwarding, port: Port): Iterable<Forwarding> {
    let sightings = this.#sightings.get(bridge);
    if (sightings === undefined) {
      sightings = this.#look(bridge);
      this.#sightings.set(bridge, sightings);
    }
    yield* sightings.at.get(port) ?? [];
    yield* sightings.nowhere;
  }

  /** Tells of bridges whether they learned any of these MACs, until it is called again. */
  whoLearned(macs: readonly number[]): (bridge: Forwarding) => boolean {
    this.#turn += 1;
    const turn = this.#turn;
    for (const mac of macs) for (const position of this.#seers.get(mac) ?? []) this.#found[position] = turn;
    return (bridge) => this.#found[this.#positions.get(bridge) ?? -1] === turn;
  }

  behind(bridge: Forwarding, port: Port): readonly number[] {
    let ports = this.#behind.get(bridge);
    if (ports === undefined) {
      ports = new Map();
      for (const [mac, at] of bridge.portOf) {
        const macs = ports.get(at);
        if (macs === undefined) ports.set(at, [mac]);
        else macs.push(mac);
      }
      this.#behind.set(bridge, ports);
    }
    return ports.get(port) ?? [];
  }
}

/**
 * How much of what passes a bridge it has in its table, 0 to 1: of what the upper of three bridges in a row learned from below the
 * lowest, the share that the one between them learned too. 0.5 where there are no three in a row.
 */
export function measureSight(order: ReadonlyMap<Member, readonly Above[]>): number {
  let [passed, seen] = [0, 0];
  for (const [member, above] of order) {
    for (const [position, inner] of above.entries()) {
      const outer = above.slice(position + 1).find((one) => proveAbove(one.member, inner.member) !== undefined);
      if (outer === undefined) continue;
      const crossing = pick(member.below, sampled).filter((mac) => outer.member.bridge.portOf.get(mac) === outer.port);
      const met = crossing.filter((mac) => inner.member.bridge.portOf.has(mac)).length;
      // One of them is how the inner one was found to be there.
      passed += Math.max(0, crossing.length - 1);
      seen += Math.max(0, met - 1);
    }
  }
  return passed === 0 ? 0.5 : Math.min(seen / passed, 0.9999);
}

/** True where the bridges see enough from each other's side for one between them to have seen some of it too. */
const isTelling = (common: number, sight: number): boolean => (sight >= closed ? common > 0 : (1 - sight) ** common < missed);

/** True where what a bridge has behind one port is on both sides of the cable. */
function isOnBothSides(tables: DomainTables, middle: Forwarding, at: Port, { member, port }: Above): boolean {
  const { own, portOf } = member.bridge;
  for (const mac of tables.behind(middle, at)) {
    if (own.has(mac)) return true;
    const other = portOf.get(mac);
    if (other !== undefined && other !== port) return true;
  }
  return false;
}

/** True where a bridge sees both sides of the cable by one port, the lower by one of `macs`: then it is not the one who joins them. */
function seesBothSides(tables: DomainTables, middle: Forwarding, macs: readonly number[], above: Above): boolean {
  const asked = new Set<Port>();
  for (const mac of macs) {
    const port = middle.portOf.get(mac);
    if (port === undefined || asked.has(port)) continue;
    if (isOnBothSides(tables, middle, port, above)) return true;
    asked.add(port);
  }
  return false;
}

/** True where a bridge itself is below the cable. */
function isBelow({ own }: Forwarding, { below }: Member): boolean {
  for (const mac of own) if (below.has(mac)) return true;
  return false;
}

export type Verdict = 'proven' | 'likely' | undefined;

/**
 * Whether nothing is between a bridge and one above it. Every other bridge of the domain has to be shown to be elsewhere, or, where
 * bridges know nearly all that passes them, has to have seen nothing of what the two see of each other.
 */
export function judgeCable(tables: DomainTables, above: Above, lower: Member, sight: number): Verdict {
  const isTold = isTelling(above.common, sight);
  const sample = pick(lower.below, sampled);
  const learned = tables.whoLearned(sample);
  let verdict: Verdict = 'proven';
  for (const middle of tables.notElsewhere(above.member.bridge, above.port)) {
    if (middle === above.member.bridge || middle === lower.bridge || isBelow(middle, lower)) continue;
    const isNear = learned(middle);
    if (isNear && seesBothSides(tables, middle, sample, above)) continue;
    if (isNear || !isTold) return undefined;
    verdict = 'likely';
  }
  return verdict;
}
