import { compareText } from '../compare-text.ts';
import { facingPorts } from './facing-ports.ts';
import type { Forwarding } from './forwarding.ts';
import type { Port } from './ports.ts';
import { createGroups } from './union.ts';

/** A bridge and the port of the one above it, as their tables tell. */
export interface Branch {
  readonly parent: Forwarding;
  readonly parentPort: Port;
  readonly child: Forwarding;
  /** The port of the child that leads to the root of its tree. */
  readonly up: Port;
}

/** A bridge as its root sees it. */
interface Member {
  readonly bridge: Forwarding;
  readonly up: Port;
  /** Where the root sees it, if that is certain. */
  readonly rootPort?: Port;
  /** MACs that are not behind its way up, its own included. */
  readonly below: readonly string[];
}

/** Rounds after which what shows no connection with any other is left alone. */
const maxRoots = 24;

/** Of the MACs of a bridge that another one sees, the share that must be behind one port for that one to be above it. */
const share = 0.9;

/** Which bridges share a broadcast domain: they know a MAC in common, or each other's. */
function findDomains(bridges: readonly Forwarding[]): Forwarding[][] {
  const groups = createGroups(bridges.length);
  const first = new Map<string, number>();
  for (const [position, { portOf, own }] of bridges.entries()) {
    for (const macs of [portOf.keys(), own]) {
      for (const mac of macs) {
        const known = first.get(mac);
        if (known === undefined) first.set(mac, position);
        else groups.unite(known, position);
      }
    }
  }
  const domains = new Map<number, Forwarding[]>();
  for (const [position, bridge] of bridges.entries()) {
    const group = groups.of(position);
    const domain = domains.get(group);
    if (domain === undefined) domains.set(group, [bridge]);
    else domain.push(bridge);
  }
  return [...domains.values()];
}

const isAddressOf = (mac: string, { site }: Forwarding): boolean =>
  site.told.bridge.some(({ address }) => address?.toLowerCase() === mac);

/** The roots that other bridges name: without a neighbor that speaks it, every bridge is the root of its own tree. */
function namedRoots(domain: readonly Forwarding[]): ReadonlySet<string> {
  const named = domain.flatMap((bridge) =>
    bridge.site.told.bridge.flatMap(({ designatedRoot }) => {
      const root = designatedRoot?.toLowerCase();
      return root === undefined || isAddressOf(root, bridge) ? [] : [root];
    }),
  );
  return new Set(named);
}

/** The root of the spanning tree where there is one among them, otherwise the bridge that knows most. */
function chooseRoot(domain: readonly Forwarding[]): Forwarding | undefined {
  const roots = namedRoots(domain);
  const isRoot = ({ site }: Forwarding): boolean =>
    site.told.bridge.some(({ address }) => address !== undefined && roots.has(address.toLowerCase()));
  const rank = (bridge: Forwarding): number => Number(isRoot(bridge));
  return [...domain].sort((a, b) => rank(b) - rank(a) || b.portOf.size - a.portOf.size || compareText(a.site.id, b.site.id))[0];
}

function membersOf(root: Forwarding, others: readonly Forwarding[]): Member[] {
  return others.flatMap((bridge): Member[] => {
    const { x: rootPort, y: up } = facingPorts(root, bridge);
    if (up === undefined) return [];
    const below = [...bridge.portOf].flatMap(([mac, port]) => (port === up ? [] : [mac]));
    return [{ bridge, up, ...(rootPort === undefined ? {} : { rootPort }), below: [...below, ...bridge.own] }];
  });
}

/** The port of `above` behind which all of a bridge is, if there is one and it is not the way up. */
function portAbove(above: Member, { below }: Member): Port | undefined {
  const votes = new Map<Port, number>();
  let seen = 0;
  for (const mac of below) {
    const port = above.bridge.portOf.get(mac);
    if (port === undefined) continue;
    seen++;
    votes.set(port, (votes.get(port) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best !== undefined && best[0] !== above.up && best[1] >= seen * share ? best[0] : undefined;
}

/** So many of the MACs below a bridge are looked for in the tables of others: who is above it sees nearly all of them. */
const sampled = 32;

function sampleOf({ bridge, below }: Member): string[] {
  const own = [...bridge.own].sort(compareText).slice(0, sampled);
  return [...own, ...[...below].sort(compareText).slice(0, sampled)];
}

/** For each bridge those that see some of what is below it on a port that does not lead up. */
function findCandidates(members: readonly Member[]): ReadonlyMap<Member, ReadonlySet<Member>> {
  const samples = new Map(members.map((member) => [member, sampleOf(member)]));
  const seers = new Map<string, Member[]>([...samples.values()].flatMap((macs) => macs.map((mac) => [mac, []])));
  for (const member of members) for (const mac of member.below) seers.get(mac)?.push(member);
  return new Map([...samples].map(([member, macs]) => [member, new Set(macs.flatMap((mac) => seers.get(mac) ?? []))]));
}

/** The lowest bridge above a member, and its port. Two that are each above the other are on one segment. */
function parentOf(member: Member, candidates: Iterable<Member>): { readonly above: Member; readonly port: Port } | undefined {
  const above = [...candidates].flatMap((candidate) => {
    if (candidate === member) return [];
    const port = portAbove(candidate, member);
    return port === undefined || portAbove(member, candidate) !== undefined ? [] : [{ above: candidate, port }];
  });
  const size = ({ above: { below } }: { readonly above: Member }): number => below.length;
  return above.sort((a, b) => size(a) - size(b) || compareText(a.above.bridge.site.id, b.above.bridge.site.id))[0];
}

function growTree(root: Forwarding, members: readonly Member[]): Branch[] {
  const candidates = findCandidates(members);
  return members.flatMap((member): Branch[] => {
    const parent = parentOf(member, candidates.get(member) ?? []);
    const common = { child: member.bridge, up: member.up };
    if (parent !== undefined) return [{ ...common, parent: parent.above.bridge, parentPort: parent.port }];
    return member.rootPort === undefined ? [] : [{ ...common, parent: root, parentPort: member.rootPort }];
  });
}

/**
 * Which bridge is behind which port of which other one, as their forwarding tables tell: a tree a broadcast domain. Every bridge is
 * compared with the root alone and with those that see what is below it, so the work grows with the tables, not with the
 * pairs of bridges. Bridges whose tables leave it open are left out.
 */
export function findBranches(bridges: readonly Forwarding[]): Branch[] {
  return findDomains(bridges).flatMap((domain) => {
    const branches: Branch[] = [];
    let rest: readonly Forwarding[] = domain;
    for (let turn = 0; turn < maxRoots && rest.length > 1; turn++) {
      const root = chooseRoot(rest);
      if (root === undefined) break;
      const others = rest.filter((bridge) => bridge !== root);
      const members = membersOf(root, others);
      branches.push(...growTree(root, members));
      const placed = new Set(members.map(({ bridge }) => bridge));
      rest = others.filter((bridge) => !placed.has(bridge));
    }
    return branches;
  });
}
