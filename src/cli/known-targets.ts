import type { Snapshot } from '../model/snapshot.ts';

/** `10.0.0.1`, `10.0.0.1:2222` and `[fe80::1]:2222` without the port. */
function hostPart(target: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(target)?.[1];
  if (bracketed !== undefined) return bracketed;
  const colon = target.indexOf(':');
  return colon !== -1 && colon === target.lastIndexOf(':') ? target.slice(0, colon) : target;
}

/**
 * Tells whether a snapshot knows a host at a target (a key as of `targetKey`). A swept address that
 * stays silent is only counted, because perhaps nothing is there; where a host was known, its silence
 * is a failure.
 */
export function knownTargets(snapshot: Snapshot | undefined): (target: string) => boolean {
  const known = new Set<string>();
  for (const host of snapshot?.hosts ?? []) {
    for (const target of host.targets ?? []) known.add(target);
    for (const address of host.addresses) known.add(address);
  }
  return (target) => known.has(target) || known.has(hostPart(target));
}
