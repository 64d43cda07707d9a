import { compareText } from '../compare-text.ts';
import type { Member, Tree } from './bridge-members.ts';
import type { Port } from './ports.ts';

/** How much of what a bridge sees may speak against it: stations move while tables are read. */
const tolerated = 0.05;

/** So many MACs below a bridge are looked for in the tables of others. */
const sampled = 128;

/** So many of the bridges above one are looked at, the lowest first. */
const maxAbove = 12;

/** One bridge above another, as the tables tell. */
export interface Above {
  readonly member: Member;
  /** The port behind which the lower one is. */
  readonly port: Port;
  /** How many MACs below the lower one it has learned there. */
  readonly common: number;
}

/** At most `count` of the values, spread over all of them. */
export function pick(values: ReadonlySet<number>, count: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const step = Math.ceil(sorted.length / count);
  return step <= 1 ? sorted : sorted.filter((_, position) => position % step === 0);
}

/** By how many MACs, and behind which port, `above` sees what is below `member`. */
function seenBelow(above: Member, { below }: Member): { readonly port: Port; readonly common: number } | undefined {
  const votes = new Map<Port, number>();
  let [up, seen] = [0, 0];
  for (const mac of below) {
    const port = above.bridge.portOf.get(mac);
    if (port === undefined) continue;
    seen++;
    if (port === above.up) up++;
    else votes.set(port, (votes.get(port) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best === undefined || best[1] < seen * (1 - tolerated) || up > seen * tolerated
    ? undefined
    : { port: best[0], common: best[1] };
}

/** True where something not below `member` is below `above`: of two that see the same the one that sees more is above. */
function seesMore(above: Member, { bridge, up }: Member): boolean {
  for (const mac of above.bridge.own) if (bridge.portOf.get(mac) === up) return true;
  for (const [mac, port] of bridge.portOf) if (port === up && above.below.has(mac)) return true;
  return false;
}

const hasOwn = (above: Member, { bridge }: Member): boolean => {
  for (const mac of bridge.own) if (above.below.has(mac)) return true;
  return false;
};

function prove(above: Member, member: Member): Above | undefined {
  if (hasOwn(member, above)) return undefined;
  const seen = seenBelow(above, member);
  if (above.up === undefined) {
    const port = seen?.port ?? member.rootPort;
    return port === undefined ? undefined : { member: above, port, common: seen?.common ?? 0 };
  }
  return seen !== undefined && (hasOwn(above, member) || seesMore(above, member)) ? { member: above, ...seen } : undefined;
}

/** What was proven of two, by the lower one: the same two are above many others. */
const proven = new WeakMap<Member, WeakMap<Member, Above | 'nothing'>>();

/**
 * Proof that a bridge is above another one: what is below two bridges of a tree is below the one or below both. Two that would each
 * be above the other prove nothing.
 */
export function proveAbove(above: Member, member: Member): Above | undefined {
  const known = proven.get(member) ?? new WeakMap<Member, Above | 'nothing'>();
  proven.set(member, known);
  const before = known.get(above);
  if (before !== undefined) return before === 'nothing' ? undefined : before;
  const found = prove(above, member);
  known.set(above, found ?? 'nothing');
  return found;
}

/** The ranks of all that have one of the MACs, in order. */
function distinct(macs: readonly number[], wanted: ReadonlyMap<number, readonly number[]>, count: number): Int32Array {
  const [seen, ranks] = [new Uint8Array(count), new Int32Array(count)];
  let size = 0;
  for (const mac of macs) {
    for (const rank of wanted.get(mac) ?? []) {
      if (seen[rank] === 1) continue;
      seen[rank] = 1;
      ranks[size] = rank;
      size += 1;
    }
  }
  return ranks.subarray(0, size).sort();
}

const lowestFirst = (a: Member, b: Member): number =>
  a.below.size - b.below.size || compareText(a.bridge.site.id, b.bridge.site.id);

/** For each bridge of a tree those that are certainly above it, the lowest first. */
export function orderTree({ root, members }: Tree): ReadonlyMap<Member, readonly Above[]> {
  const ranked = members.toSorted(lowestFirst);
  const samples = members.map((member) => [member, [...member.bridge.own, ...pick(member.below, sampled)]] as const);
  // Members by their rank: numbers are what is sorted for each of them.
  const wanted = new Map<number, number[]>(samples.flatMap(([, macs]) => macs.map((mac) => [mac, []] as const)));
  for (const [rank, member] of ranked.entries()) for (const mac of member.below) wanted.get(mac)?.push(rank);
  return new Map(
    samples.map(([member, macs]) => {
      const found: Above[] = [];
      for (const rank of distinct(macs, wanted, ranked.length)) {
        const seer = ranked[rank];
        if (found.length >= maxAbove) break;
        const above = seer === undefined || seer === member ? undefined : proveAbove(seer, member);
        if (above !== undefined) found.push(above);
      }
      const top = proveAbove(root, member);
      return [member, top === undefined ? found : [...found, top]] as const;
    }),
  );
}
