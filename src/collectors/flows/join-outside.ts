import type { FlowGroup, Row } from './flow-group.ts';
import { isOutside } from './outside.ts';

/** So many of the internet that tried one port of one address are told as one. */
const manySources = 3;
/** So many other tries at one address, each at a port of its own, are told as one. */
const manyTries = 32;

/** Addresses of the internet with which something passed: they are partners, and what of them is rejected matters. */
function findPartners(groups: Iterable<FlowGroup>): ReadonlySet<string> {
  const partners = new Set<string>();
  for (const { isTry, kind } of groups) {
    if (isTry) continue;
    for (const address of [kind.from, kind.to]) if (isOutside(address)) partners.add(address);
  }
  return partners;
}

interface Try {
  readonly group: FlowGroup;
  readonly key: number;
  readonly row: Row;
}

/** Tries at one address, of all that nothing ever passed with. */
interface Target {
  /** By destination port. */
  readonly tries: Map<number, Try[]>;
  /** What was joined before, if anything. */
  joined: FlowGroup | undefined;
}

/** Where tries at the same address are joined: everything but who tried is the same. */
export interface JoinedGroups {
  keyOf(group: FlowGroup): string;
  /** Gives the group without a source that the key belongs to. */
  open(key: string, like: FlowGroup): FlowGroup;
}

function findTargets(groups: readonly FlowGroup[], { keyOf }: JoinedGroups): ReadonlyMap<string, Target> {
  const partners = findPartners(groups);
  const targets = new Map<string, Target>();
  for (const group of groups) {
    const { from } = group.kind;
    const isJoined = from === '';
    if (!(isJoined || (group.isTry && group.kind.initiator !== 'destination' && isOutside(from) && !partners.has(from))))
      continue;
    const key = keyOf(group);
    const target = targets.get(key) ?? { tries: new Map<number, Try[]>(), joined: undefined };
    targets.set(key, target);
    if (isJoined) target.joined = group;
    else addTries(target, group);
  }
  return targets;
}

function addTries({ tries }: Target, group: FlowGroup): void {
  for (const [key, row] of group.rows()) {
    const same = tries.get(row.destinationPort);
    if (same === undefined) tries.set(row.destinationPort, [{ group, key, row }]);
    else same.push({ group, key, row });
  }
}

const sourcesOf = (tries: readonly Try[]): number => new Set(tries.map(({ group }) => group)).size;

/**
 * Scans: what addresses of the internet tried that nothing ever passed with becomes one row a port of what was tried, without a source, and
 * one without a port for ports that hardly anybody tried. Tries of hosts inside, and of partners, stay as they are.
 */
export function joinOutsideTries(groups: readonly FlowGroup[], joined: JoinedGroups): void {
  for (const [key, target] of findTargets(groups, joined)) {
    const before = target.joined;
    const single: Try[] = [];
    const move = (tries: readonly Try[], port: number): void => {
      for (const { group, key: at, row } of tries) {
        joined.open(key, group).take(row, port);
        group.remove(at);
      }
    };
    for (const [port, tries] of target.tries) {
      if (before?.at(port) !== undefined || sourcesOf(tries) >= manySources) move(tries, port);
      else single.push(...tries);
    }
    if (before?.at(0) !== undefined || single.length >= manyTries) move(single, 0);
  }
}
