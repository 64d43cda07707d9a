import type { Witness } from '../model/observation.ts';
import { type Dependency, directionRules } from '../model/snapshot.ts';
import { type Arrow, type DirectedConnection, isAttempt, payloadOf } from './arrows.ts';
import { sortedUnique } from './compare-text.ts';
import type { Half } from './connections.ts';
import { confidences } from './direction.ts';
import type { TakenSample } from './socket-tables.ts';

/** The evidence of the estate an arrow refers to. */
export interface Samples {
  readonly samples: readonly TakenSample[];
  readonly sampleCounts: readonly number[];
}

/** What an arrow says, apart from who its ends are. */
export type ArrowFacts = Omit<Dependency, 'id' | 'from' | 'to'>;

const witnessesASide = 5;

function strongestRule(connections: readonly DirectedConnection[]): Dependency['directionRule'] {
  const best = Math.min(...new Set(connections.map(({ rule }) => directionRules.indexOf(rule))));
  return directionRules[best] ?? 'lower-port';
}

const halvesOf = (connections: readonly DirectedConnection[], side: 'client' | 'server'): Half[] =>
  connections.flatMap((connection) => connection[side] ?? []);

const union = (halves: readonly Half[]): bigint => halves.reduce((bits, { seen }) => bits | seen, 0n);

const countBits = (bits: bigint): number => bits.toString(2).replaceAll('0', '').length;

/** Samples of the sides that saw it; on one host both sides are in the same samples. */
function samplesOf(arrow: Arrow, clients: readonly Half[], servers: readonly Half[], taken: Samples): Dependency['samples'] {
  const total = (node: number): number => taken.sampleCounts[node] ?? 0;
  if (arrow.from === arrow.to) return { seen: countBits(union([...clients, ...servers])), total: total(arrow.from) };
  return {
    seen: countBits(union(clients)) + countBits(union(servers)),
    total: (clients.length > 0 ? total(arrow.from) : 0) + (servers.length > 0 ? total(arrow.to) : 0),
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [below, above] = [sorted[middle - 1], sorted[middle]];
  if (above === undefined) return undefined;
  return sorted.length % 2 === 1 || below === undefined ? above : (below + above) / 2;
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

function seenFromOf(clients: readonly Half[], servers: readonly Half[]): Dependency['seenFrom'] {
  if (clients.length > 0 && servers.length > 0) return 'both';
  return clients.length > 0 ? 'client' : 'server';
}

function timesOf(halves: readonly Half[], { samples }: Samples): Pick<Dependency, 'firstSeen' | 'lastSeen'> {
  const positions = new Set(halves.flatMap(({ sample, lastSample }) => [sample, lastSample]));
  const times = sortedUnique([...positions].flatMap((position) => samples[position]?.at ?? []));
  return { firstSeen: times[0] ?? '', lastSeen: times.at(-1) ?? '' };
}

/** What the connections of an arrow say together. */
export function describeArrow(arrow: Arrow, taken: Samples): ArrowFacts {
  const { connections, protocol, port } = arrow;
  const clients = halvesOf(connections, 'client');
  const servers = halvesOf(connections, 'server');
  const directionRule = strongestRule(connections);
  const payloads = connections.flatMap((connection) => payloadOf(connection) ?? []);
  const rtt = median([...clients, ...servers].flatMap(({ rttMs }) => rttMs ?? []));
  return {
    protocol,
    port,
    state: connections.every(isAttempt) ? 'attempted' : 'active',
    seenFrom: seenFromOf(clients, servers),
    directionRule,
    confidence: confidences[directionRule].value,
    connections: connections.length,
    samples: samplesOf(arrow, clients, servers, taken),
    ...timesOf([...clients, ...servers], taken),
    via: [],
    ...(payloads.length === 0 ? {} : { bytes: payloads.reduce((sum, bytes) => sum + bytes, 0) }),
    ...(rtt === undefined ? {} : { rttMs: thousandths(rtt) }),
  };
}

function witnessesOf(halves: readonly Half[], side: Witness['side'], { samples }: Samples): Witness[] {
  return halves.slice(0, witnessesASide).flatMap(({ sample, line }): Witness[] => {
    const taken = samples[sample];
    if (taken === undefined) return [];
    const { target, collector, sample: number } = taken;
    return [{ target, collector, sample: number, ...(line === undefined ? {} : { line }), side }];
  });
}

/** The first raw lines behind an arrow, from either side. */
export function findWitnesses({ connections }: Arrow, taken: Samples): readonly Witness[] {
  return [
    ...witnessesOf(halvesOf(connections, 'client'), 'client', taken),
    ...witnessesOf(halvesOf(connections, 'server'), 'server', taken),
  ];
}
