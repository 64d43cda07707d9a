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

/** What is asked of all bridges of a domain: who learned a MAC, and who is behind a port. */
export class DomainTables {
  readonly bridges: readonly Forwarding[];
  readonly #seers = new Map<number, Forwarding[]>();
  readonly #behind = new Map<Forwarding, Map<Port, number[]>>();

  constructor(bridges: readonly Forwarding[]) {
    this.bridges = bridges;
    for (const bridge of bridges) {
      for (const mac of bridge.portOf.keys()) {
        const seers = this.#seers.get(mac);
        if (seers === undefined) this.#seers.set(mac, [bridge]);
        else seers.push(bridge);
      }
    }
  }

  seersOf(mac: number): readonly Forwarding[] {
    return this.#seers.get(mac) ?? [];
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

/** By which ports bridges see what is below a member. */
function findTouched(tables: DomainTables, { below }: Member): ReadonlyMap<Forwarding, ReadonlySet<Port>> {
  const touched = new Map<Forwarding, Set<Port>>();
  for (const mac of pick(below, sampled)) {
    for (const seer of tables.seersOf(mac)) {
      const port = seer.portOf.get(mac);
      if (port !== undefined) touched.set(seer, (touched.get(seer) ?? new Set()).add(port));
    }
  }
  return touched;
}

/** True where a bridge sees both sides of the cable by one port: then it is not the one who joins them. */
function seesBothSides(tables: DomainTables, middle: Forwarding, ports: ReadonlySet<Port>, { member, port }: Above): boolean {
  const { own, portOf } = member.bridge;
  for (const at of ports) {
    for (const mac of tables.behind(middle, at)) {
      if (own.has(mac)) return true;
      const other = portOf.get(mac);
      if (other !== undefined && other !== port) return true;
    }
  }
  return false;
}

const sees = (macs: Iterable<number>, test: (mac: number) => boolean): boolean => {
  for (const mac of macs) if (test(mac)) return true;
  return false;
};

/** True where one end sees a bridge itself elsewhere than behind the cable. */
function isElsewhere(middle: Forwarding, { member, port }: Above, lower: Member): boolean {
  const above = member.bridge.portOf;
  return sees(middle.own, (mac) => lower.below.has(mac) || (above.has(mac) && above.get(mac) !== port));
}

export type Verdict = 'proven' | 'likely' | undefined;

/**
 * Whether nothing is between a bridge and one above it. Every other bridge of the domain has to be shown to be elsewhere, or, where
 * bridges know nearly all that passes them, has to have seen nothing of what the two see of each other.
 */
export function judgeCable(tables: DomainTables, above: Above, lower: Member, sight: number): Verdict {
  const touched = findTouched(tables, lower);
  const isTold = isTelling(above.common, sight);
  let verdict: Verdict = 'proven';
  for (const middle of tables.bridges) {
    if (middle === above.member.bridge || middle === lower.bridge) continue;
    if (isElsewhere(middle, above, lower)) continue;
    const ports = touched.get(middle);
    if (ports !== undefined && seesBothSides(tables, middle, ports, above)) continue;
    if (ports !== undefined || !isTold) return undefined;
    verdict = 'likely';
  }
  return verdict;
}
