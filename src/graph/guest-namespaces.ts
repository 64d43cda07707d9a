import type { KnownHost } from './identify.ts';
import type { OwnAddresses } from './own-addresses.ts';

/** Who has which address as its own, of all hosts that were looked at. */
function ownersOf(own: readonly OwnAddresses[]): ReadonlyMap<string, readonly number[]> {
  const owners = new Map<string, number[]>();
  for (const [position, { global }] of own.entries()) {
    for (const address of global) owners.set(address, [...(owners.get(address) ?? []), position]);
  }
  return owners;
}

const bootIds = ({ traits }: KnownHost): ReadonlySet<string> => traits.identity.get('boot-id') ?? new Set();

/** Two that run on one kernel: a container and its host. */
const shareKernel = (a: KnownHost, b: KnownHost): boolean => [...bootIds(a)].some((id) => bootIds(b).has(id));

/**
 * The namespaces of each host that are other hosts: a container that was logged in to shows all of itself, with its own
 * name. What its hypervisor saw of it is left to it, or every arrow would be there twice. An address behind a bridge is
 * that of another host only where both run on one kernel: every docker host has a 172.17.0.2.
 */
export function findGuests(hosts: readonly KnownHost[], own: readonly OwnAddresses[]): readonly ReadonlySet<number>[] {
  if (own.every(({ inside }) => inside.length === 0)) return hosts.map(() => new Set());
  const owners = ownersOf(own);
  return hosts.map((host, position) => {
    const isGuest = (address: string, scoped: boolean): boolean =>
      (owners.get(address) ?? []).some((owner) => {
        const other = hosts[owner];
        return owner !== position && other !== undefined && (!scoped || shareKernel(host, other));
      });
    const guests = (own[position]?.inside ?? []).filter(
      ({ global, scoped }) =>
        [...global].some((address) => isGuest(address, false)) || [...scoped].some((address) => isGuest(address, true)),
    );
    return new Set(guests.map(({ netns }) => netns));
  });
}
