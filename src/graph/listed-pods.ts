import type { KnownHost } from './identify.ts';
import type { HostListing } from './listings.ts';
import { matchListings } from './match-listings.ts';

const isPod = ({ fact }: HostListing): boolean => fact.source === 'kubernetes' && fact.tags['pod'] !== undefined;

const insideOf = ({ observations }: KnownHost): ReadonlySet<string> =>
  new Set(
    observations.flatMap(({ facts }) =>
      facts.flatMap((fact) => (fact.fact === 'address' && fact.netns !== undefined ? [fact.address] : [])),
    ),
  );

/**
 * Pods that are no hosts of their own, by position of their node: somebody looked into that, and one of its namespaces has
 * the address of the pod. What runs there is a service of the node, as of any container.
 */
export function findInnerPods(
  known: readonly KnownHost[],
  listings: readonly HostListing[],
): ReadonlyMap<number, readonly HostListing[]> {
  const pods = listings.filter(isPod);
  if (pods.length === 0) return new Map();
  const nodes = listings.filter((listing) => listing.fact.source === 'kubernetes' && !isPod(listing));
  const { ofHosts } = matchListings(
    known.map(({ traits }) => traits),
    nodes,
  );
  const inner = new Map<number, readonly HostListing[]>();
  for (const [position, own] of ofHosts) {
    const host = known[position];
    const names = new Set(own.map(({ family, fact }) => `${family} ${fact.id}`));
    const here = pods.filter(({ family, fact }) => names.has(`${family} ${fact.runsOn ?? ''}`));
    if (host === undefined || here.length === 0) continue;
    const inside = insideOf(host);
    const found = here.filter(({ fact }) => fact.addresses.some((address) => inside.has(address)));
    if (found.length > 0) inner.set(position, found);
  }
  return inner;
}

/** Addresses of the pods within a host: their cluster routes them, so they mean the same to everybody. */
export const podAddresses = ({ pods = [] }: KnownHost): ReadonlySet<string> =>
  new Set(pods.flatMap(({ fact }) => fact.addresses));
