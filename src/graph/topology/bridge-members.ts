import { openRanking } from './bridge-domains.ts';
import { facingPorts } from './facing-ports.ts';
import type { Forwarding } from './forwarding.ts';
import type { Port } from './ports.ts';

/** A bridge as seen from the root of its tree. */
export interface Member {
  readonly bridge: Forwarding;
  /** The port that leads to the root; absent of the root itself. */
  readonly up?: Port;
  /** Where the root sees it, if that is certain. */
  readonly rootPort?: Port;
  /** MACs that are not behind its way up, its own included. */
  readonly below: ReadonlySet<number>;
}

/** Bridges of one domain that know the way to one root. */
export interface Tree {
  readonly root: Member;
  readonly members: readonly Member[];
}

/** Rounds after which what shows no connection with any other is left alone. */
const maxRoots = 24;

/** So many bridges above one are asked by which port it sees them. */
const maxAsked = 8;

function toMember(bridge: Forwarding, up: Port | undefined, rootPort?: Port): Member {
  const below = new Set(bridge.own);
  for (const [mac, port] of bridge.portOf) if (port !== up) below.add(mac);
  return { bridge, below, ...(up === undefined ? {} : { up }), ...(rootPort === undefined ? {} : { rootPort }) };
}

/** For each of `bridges` the members that see it by its own MAC on a port that does not lead up, the lowest first. */
function findSeers(bridges: readonly Forwarding[], members: readonly Member[]): ReadonlyMap<Forwarding, readonly Member[]> {
  const owners = new Map(bridges.flatMap((bridge) => [...bridge.own].map((mac) => [mac, bridge] as const)));
  const seers = new Map<Forwarding, Set<Member>>();
  for (const member of members) {
    for (const mac of member.below) {
      const owner = owners.get(mac);
      if (owner !== undefined) seers.set(owner, (seers.get(owner) ?? new Set()).add(member));
    }
  }
  return new Map([...seers].map(([owner, all]) => [owner, [...all].sort((a, b) => a.below.size - b.below.size)]));
}

/** The way up of a bridge that has nothing in common with the root, by one that knows its own and sees this one below. */
function askAbove(bridge: Forwarding, seers: readonly Member[]): Member | undefined {
  for (const { bridge: above, up } of seers.slice(0, maxAsked)) {
    const { x, y } = facingPorts(above, bridge);
    if (x !== undefined && y !== undefined && x !== up) return toMember(bridge, y);
  }
  return undefined;
}

/** Finds the way up of bridges by those that have it already, as long as there are any. */
function spread(members: Member[], others: readonly Forwarding[]): Forwarding[] {
  let rest: readonly Forwarding[] = others;
  let fresh: readonly Member[] = members;
  while (rest.length > 0 && fresh.length > 0) {
    const seers = findSeers(rest, fresh);
    const found = rest.flatMap((bridge) => askAbove(bridge, seers.get(bridge) ?? []) ?? []);
    const placed = new Set(found.map(({ bridge }) => bridge));
    members.push(...found);
    rest = rest.filter((bridge) => !placed.has(bridge));
    fresh = found;
  }
  return [...rest];
}

/**
 * Puts the bridges of a domain into trees: each is compared with a root alone, and where they have nothing in common with bridges
 * that see it, so the work grows with the tables and not with the pairs of bridges.
 */
export function growTrees(domain: readonly Forwarding[]): Tree[] {
  const trees: Tree[] = [];
  const rankRoots = openRanking(domain);
  let rest: readonly Forwarding[] = domain;
  for (let turn = 0; turn < maxRoots && rest.length > 1; turn++) {
    const [first, ...others] = rankRoots(rest);
    if (first === undefined) break;
    const root = toMember(first, undefined);
    const members: Member[] = [];
    const left: Forwarding[] = [];
    for (const bridge of others) {
      const { x: rootPort, y: up } = facingPorts(first, bridge);
      if (up === undefined) left.push(bridge);
      else members.push(toMember(bridge, up, rootPort));
    }
    rest = spread(members, left);
    if (members.length > 0) trees.push({ root, members });
  }
  return trees;
}
