import type { Dependency, SeenFrom, Snapshot } from '../model/snapshot.ts';

/** The times a `lastSeen` usually is; stored as a number, it stays the same while the times go on. */
const references = ['client', 'server', 'later', 'taken'] as const;
type Reference = (typeof references)[number];

/** The likeliest first, by who saw it: were it by whichever fits, chance would look like a change. */
const likeliest: Readonly<Record<SeenFrom, readonly Reference[]>> = {
  client: ['client', 'server', 'taken'],
  server: ['server', 'client', 'taken'],
  both: ['later', 'client', 'server', 'taken'],
  flow: ['taken', 'later'],
  config: ['taken', 'later'],
};

type Ends = Pick<Dependency, 'from' | 'to'>;

/** Time of a reference for a dependency, where there is one. */
export type SeenTimes = (ends: Ends, reference: Reference) => string | undefined;

/** When the evidence of each end was collected, and when the snapshot was taken. */
export function openSeenTimes({ snapshot, hosts }: Pick<Snapshot, 'snapshot' | 'hosts'>): SeenTimes {
  const at = new Map(hosts.map(({ id, evidence }) => [id, evidence?.at]));
  return ({ from, to }, reference) => {
    if (reference === 'taken') return snapshot.takenAt;
    const [client, server] = [at.get(from.host), at.get(to.host)];
    if (reference === 'client') return client;
    if (reference === 'server' || client === undefined) return server;
    return server !== undefined && server > client ? server : client;
  };
}

/** `lastSeen` as the number of a reference, or as it is where it equals none. */
export function encodeLastSeen(dependency: Dependency, times: SeenTimes): number | string {
  const found = likeliest[dependency.seenFrom].find((reference) => times(dependency, reference) === dependency.lastSeen);
  return found === undefined ? dependency.lastSeen : references.indexOf(found);
}

/** The reverse of `encodeLastSeen`. */
export function decodeLastSeen(value: unknown, ends: Ends, times: SeenTimes): unknown {
  const reference = typeof value === 'number' ? references[value] : undefined;
  return reference === undefined ? value : times(ends, reference);
}
