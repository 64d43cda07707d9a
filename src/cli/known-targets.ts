import type { Snapshot } from '../model/snapshot.ts';

/** `10.0.0.1`, `10.0.0.1:2222` and `[fe80::1]:2222` without the port. */
function hostPart(target: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(target)?.[1];
  if (bracketed !== undefined) return bracketed;
  const colon = target.indexOf(':');
  return colon !== -1 && colon === target.lastIndexOf(':') ? target.slice(0, colon) : target;
}

/** Hosts of which nothing is known but that somebody wrote them down: perhaps they were never there. */
function writtenDown({ hosts, dependencies }: Snapshot): ReadonlySet<string> {
  const unread = new Set(hosts.filter(({ targets }) => targets === undefined).map(({ id }) => id));
  const written = new Set<string>();
  for (const { state, to } of dependencies) if (state === 'configured' && unread.has(to.host)) written.add(to.host);
  for (const { state, from, to } of dependencies) {
    if (state === 'configured') continue;
    written.delete(from.host);
    written.delete(to.host);
  }
  return written;
}

/**
 * Tells whether a snapshot knows a host at a target (a key as of `targetKey`). A swept address that
 * stays silent is only counted, because perhaps nothing is there; where a host was known, its silence
 * is a failure. That a configuration names an address does not mean that somebody has it.
 */
export function knownTargets(snapshot: Snapshot | undefined): (target: string) => boolean {
  const known = new Set<string>();
  const unsure = snapshot === undefined ? new Set() : writtenDown(snapshot);
  for (const host of snapshot?.hosts ?? []) {
    if (unsure.has(host.id)) continue;
    for (const target of host.targets ?? []) known.add(target);
    for (const address of host.addresses) known.add(address);
  }
  return (target) => known.has(target) || known.has(hostPart(target));
}
