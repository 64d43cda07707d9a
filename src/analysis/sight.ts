import type { Dependency, DependencyEnd, Host } from '../model/snapshot.ts';
import type { Estate } from './estate.ts';

/**
 * What the later of two snapshots can tell about what the earlier one knew. "Not seen" is "gone" only
 * where somebody looked.
 */
export interface Sight {
  /** Newly dark: looked at in the earlier one, tried in vain for the later one. */
  readonly dark: (hostId: string) => boolean;
  /** The host was looked at in between, so what is missing there is gone. */
  readonly looked: (hostId: string) => boolean;
  /** The same, and for a host that is only ever seen as a peer: one of those that talked to it was. */
  readonly witnessed: (hostId: string) => boolean;
  /** What became of an arrow that the later snapshot does not have. */
  readonly absent: (dependency: Dependency) => 'removed' | 'unknown';
  /** The later snapshot's own scan saw the arrow, from whichever end. */
  readonly confirmed: (dependency: Dependency) => boolean;
}

/** Tried in vain: what is known of the host is older than the scan. */
export const isDark = (host: Host | undefined): boolean => host?.evidence?.stale === true && host.evidence.status !== 'collected';

/** Nobody asked for the host in this scan. */
export const isUnasked = (host: Host | undefined): boolean =>
  host?.evidence?.stale === true && host.evidence.status === 'collected';

/** The snapshot's own scan saw the arrow, from whichever end. */
export const isConfirmed = (estate: Estate, { from, to, lastSeen }: Dependency): boolean =>
  [from, to].some((end) => {
    const evidence = estate.hosts.get(end.host)?.evidence;
    return evidence !== undefined && !evidence.stale && lastSeen >= evidence.at;
  });

function lookedAt(before: Host | undefined, after: Host | undefined): boolean {
  // A host that was looked at once never leaves the estate because nobody looked again.
  if (after === undefined) return before?.evidence !== undefined || before?.listed !== undefined;
  if (after.evidence?.status !== 'collected') return false;
  return !after.evidence.stale || after.evidence.at > (before?.evidence?.at ?? '');
}

/** Compares what could be seen in two snapshots, `from` and `to`. */
export function compareSight(from: Estate, to: Estate): Sight {
  const looked = (id: string): boolean => lookedAt(from.hosts.get(id), to.hosts.get(id));
  const dark = (id: string): boolean => {
    const before = from.hosts.get(id);
    return isDark(to.hosts.get(id)) && before?.evidence !== undefined && !isDark(before);
  };
  const peersOf = (id: string): string[] => [
    ...from.incoming(id).map((dependency) => dependency.from.host),
    ...from.outgoing(id).map((dependency) => dependency.to.host),
  ];
  /** An inventory lists all there are, whoever looked at them. */
  const isListed = (id: string): boolean => from.hosts.get(id)?.listed !== undefined && to.hosts.get(id)?.evidence === undefined;
  const witnessed = (id: string): boolean => {
    if (isListed(id)) return true;
    if (from.hosts.get(id)?.evidence !== undefined || to.hosts.get(id)?.evidence !== undefined) return looked(id);
    const peers = peersOf(id);
    return peers.length === 0 || peers.some(looked);
  };
  const gone = (end: DependencyEnd): boolean =>
    looked(end.host) && (!to.hosts.has(end.host) || (end.service !== undefined && !to.services.has(end.service)));
  const absent = ({ from: client, to: server, state }: Dependency): 'removed' | 'unknown' => {
    // Who is configured so tells alone whether it still is.
    if (state === 'configured') return looked(client.host) || isListed(client.host) ? 'removed' : 'unknown';
    const ends = [client, server];
    if (ends.some(gone)) return 'removed';
    if (ends.some((end) => isDark(to.hosts.get(end.host)))) return 'unknown';
    return ends.some((end) => looked(end.host)) ? 'removed' : 'unknown';
  };
  const confirmed = (dependency: Dependency): boolean => isConfirmed(to, dependency);
  return { dark, looked, witnessed, absent, confirmed };
}
