import type { FdbFact } from '../../../src/model/network-fact.ts';
import type { Observation } from '../../../src/model/observation.ts';
import { device, learned, mac } from './build-network.ts';

export interface TreeOptions {
  readonly bridges: number;
  /** Stations on each bridge. */
  readonly stations: number;
  /** The share of the rows of each table that are there when it is read. */
  readonly share?: number;
  /** Stations and bridges that have sent something at all: all bridges on the way to the first one know them, and to some others. */
  readonly active?: number;
  /** Every so many children are behind a switch that tells nothing, together with the one before. */
  readonly sharedEvery?: number;
  readonly seed: number;
}

export interface LearnedTree {
  readonly observations: readonly Observation[];
  /** `sw1 Gi0/2 -- sw3 Gi0/1`, of every two ports that are on one segment. */
  readonly cables: ReadonlySet<string>;
  /** Cables and segments: so many links there are to find. */
  readonly count: number;
}

/** Numbers from 0 to 1, the same for a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const cable = (a: string, b: string): string => [a, b].sort().join(' -- ');

interface Wiring {
  readonly parents: readonly number[];
  /** The port of the parent each is behind. */
  readonly branch: readonly number[];
}

function wire({ bridges, sharedEvery = 0 }: TreeOptions, next: () => number): Wiring {
  const [parents, branch, used] = [[-1], [0], new Map<number, number>()];
  for (let at = 1; at < bridges; at++) {
    const before = at - 1;
    const shares = sharedEvery > 0 && at > 1 && at % sharedEvery === 0;
    const parent = shares ? (parents[before] ?? 0) : Math.max(0, at - 1 - Math.floor(next() * Math.min(at, 8)));
    const taken = used.get(parent) ?? 1;
    parents.push(parent);
    branch.push(shares ? (branch[before] ?? 2) : taken + 1);
    if (!shares) used.set(parent, taken + 1);
  }
  return { parents, branch };
}

/**
 * Bridges in a tree at random, with their forwarding tables and nothing else. Station `s` of a bridge is on its port 20 + `s`; port 1
 * leads to the parent. A bridge is known by its base address and by that of the port it sends from.
 */
export function learnedTree(options: TreeOptions): LearnedTree {
  const { bridges, stations, share = 1, active, seed } = options;
  const next = random(seed);
  const { parents, branch } = wire(options, next);
  const above = (at: number): number[] => (at <= 0 ? [at] : [at, ...above(parents[at] ?? -1)]);
  const ways = parents.map((_, at) => new Set(above(at)));
  /** By which port one bridge reaches another one. */
  const towards = (from: number, to: number): number => {
    const way = above(to);
    const position = way.indexOf(from);
    return position <= 0 ? 1 : (branch[way[position - 1] ?? 0] ?? 1);
  };
  const tables: FdbFact[][] = parents.map(() => []);
  const tell = (owner: number, address: string, at: number | undefined, seers: Iterable<number>): void => {
    for (const seer of seers) {
      if (seer === owner && at === undefined) continue;
      if (share < 1 && next() >= share) continue;
      tables[seer]?.push(learned(seer === owner ? (at ?? 1) : towards(seer, owner), address));
    }
  };
  const everybody = parents.map((_, at) => at);
  for (const owner of everybody) {
    const seers = (): Iterable<number> => {
      if (active === undefined) return everybody;
      // What is sent to the root, and to one other bridge, is seen on the way.
      const other = Math.floor(next() * bridges);
      const [mine, theirs] = [ways[owner] ?? new Set<number>(), ways[other] ?? new Set<number>()];
      const meet = [...mine].find((one) => theirs.has(one)) ?? 0;
      return new Set<number>([...mine, ...[...theirs].slice(0, [...theirs].indexOf(meet))]);
    };
    tell(owner, mac(1, owner + 1), undefined, seers());
    for (let station = 0; station < stations; station++) {
      if (active === undefined || next() < active) tell(owner, mac(5, owner * 64 + station), 20 + station, seers());
    }
  }
  // The one who reads the tables is on the first bridge, and all of them answer it.
  if (active !== undefined) tell(0, mac(6, 1), 20 + stations, everybody);
  const cables = new Set<string>();
  const end = (at: number, port: number): string => `sw${at + 1} Gi0/${port}`;
  for (const at of everybody.slice(1)) {
    const [parent, port] = [parents[at] ?? 0, branch[at] ?? 2];
    cables.add(cable(end(parent, port), end(at, 1)));
    for (const other of everybody.slice(1, at)) {
      if (parents[other] === parent && branch[other] === port) cables.add(cable(end(other, 1), end(at, 1)));
    }
  }
  const observations = tables.map((facts, at) => device(at + 1, { ports: 20 + stations + 1, facts }));
  return { observations, cables, count: bridges - 1 };
}
