import type { Witness } from '../model/observation.ts';
import { type Dependency, type DirectionRule, directionRules } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import type { Half } from './connections.ts';
import { clientHalf, type DirectedConnection, isAttempt, payloadOf, serverHalf } from './directed.ts';
import { confidences } from './direction.ts';
import type { TakenSample } from './socket-tables.ts';

/** The evidence of the estate an arrow refers to. */
export interface Samples {
  readonly samples: readonly TakenSample[];
  readonly sampleCounts: readonly number[];
}

/** What an arrow says, apart from who its ends are. */
export type ArrowFacts = Omit<Dependency, 'id' | 'from' | 'to' | 'via'>;

const witnessesASide = 5;

const rankOf = new Map(directionRules.map((rule, rank) => [rule, rank]));

/** What the halves on one side of an arrow say together. */
interface SideSummary {
  seen: bigint;
  readonly rtts: number[];
  first: string;
  last: string;
}

function extend(summary: SideSummary, at: string): void {
  if (summary.first === '' || at < summary.first) summary.first = at;
  if (at > summary.last) summary.last = at;
}

function summarizeSide(connections: readonly DirectedConnection[], side: typeof clientHalf, { samples }: Samples): SideSummary {
  const summary: SideSummary = { seen: 0n, rtts: [], first: '', last: '' };
  for (const connection of connections) {
    const half = side(connection);
    if (half === undefined) continue;
    if ((summary.seen & half.seen) !== half.seen) summary.seen |= half.seen;
    if (half.rttMs !== undefined) summary.rtts.push(half.rttMs);
    extend(summary, samples[half.sample]?.at ?? '');
    if (half.lastSample !== half.sample) extend(summary, samples[half.lastSample]?.at ?? '');
  }
  return summary;
}

function strongestRule(connections: readonly DirectedConnection[]): DirectionRule {
  let best: DirectionRule = 'configuration';
  for (const { direction } of connections) {
    if ((rankOf.get(direction.rule) ?? 0) < (rankOf.get(best) ?? 0)) best = direction.rule;
  }
  return best;
}

const countBits = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length;

/** Samples of the sides that saw it; on one host both sides are in the same samples. */
function samplesOf({ from, to }: Arrow, client: bigint, server: bigint, { sampleCounts }: Samples): Dependency['samples'] {
  const total = (node: number): number => sampleCounts[node] ?? 0;
  if (from === to) return { seen: countBits(client | server), total: total(from) };
  return {
    seen: countBits(client) + countBits(server),
    total: (client === 0n ? 0 : total(from)) + (server === 0n ? 0 : total(to)),
  };
}

function median(values: number[]): number | undefined {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [below, above] = [sorted[middle - 1], sorted[middle]];
  if (above === undefined) return undefined;
  return sorted.length % 2 === 1 || below === undefined ? above : (below + above) / 2;
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

function seenFromOf(client: bigint, server: bigint): Dependency['seenFrom'] {
  if (client !== 0n && server !== 0n) return 'both';
  return client !== 0n ? 'client' : 'server';
}

function totalBytes(connections: readonly DirectedConnection[]): number | undefined {
  let total: number | undefined;
  for (const connection of connections) {
    const bytes = payloadOf(connection);
    if (bytes !== undefined) total = (total ?? 0) + bytes;
  }
  return total;
}

/** What the connections of an arrow say together. */
export function describeArrow(arrow: Arrow, taken: Samples): ArrowFacts {
  const { connections, protocol, port } = arrow;
  const client = summarizeSide(connections, clientHalf, taken);
  const server = summarizeSide(connections, serverHalf, taken);
  const directionRule = strongestRule(connections);
  const bytes = totalBytes(connections);
  const rtt = median([...client.rtts, ...server.rtts]);
  const seenAt = [client.first, client.last, server.first, server.last].filter((at) => at !== '').sort();
  return {
    protocol,
    port,
    state: connections.every(isAttempt) ? 'attempted' : 'active',
    seenFrom: seenFromOf(client.seen, server.seen),
    directionRule,
    confidence: confidences[directionRule].value,
    connections: connections.length,
    samples: samplesOf(arrow, client.seen, server.seen, taken),
    firstSeen: seenAt[0] ?? '',
    lastSeen: seenAt.at(-1) ?? '',
    ...(bytes === undefined ? {} : { bytes }),
    ...(rtt === undefined ? {} : { rttMs: thousandths(rtt) }),
  };
}

function witnessesOf({ connections }: Pick<Arrow, 'connections'>, side: Witness['side'], { samples }: Samples): Witness[] {
  const half = side === 'client' ? clientHalf : serverHalf;
  const rows: Half[] = [];
  for (const connection of connections) {
    const row = half(connection);
    if (row !== undefined) rows.push(row);
    if (rows.length === witnessesASide) break;
  }
  return rows.flatMap(({ sample, line }): Witness[] => {
    const taken = samples[sample];
    if (taken === undefined) return [];
    const { target, collector, sample: number } = taken;
    return [{ target, collector, sample: number, ...(line === undefined ? {} : { line }), side }];
  });
}

/** The first raw lines behind an arrow, from either side. */
export const findWitnesses = (arrow: Pick<Arrow, 'connections'>, taken: Samples): readonly Witness[] => [
  ...witnessesOf(arrow, 'client', taken),
  ...witnessesOf(arrow, 'server', taken),
];
