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

/** Pods by the node they run on: a cluster has as many as it likes. */
function groupByNode(pods: readonly HostListing[]): ReadonlyMap<string, readonly HostListing[]> {
  const byNode = new Map<string, HostListing[]>();
  for (const pod of pods) {
    const key = `${pod.family} ${pod.fact.runsOn ?? ''}`;
    const known = byNode.get(key);
    if (known === undefined) byNode.set(key, [pod]);
    else known.push(pod);
  }
  return byNode;
}

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
  const byNode = groupByNode(pods);
  for (const [position, own] of ofHosts) {
    const host = known[position];
    const here = own.flatMap(({ family, fact }) => byNode.get(`${family} ${fact.id}`) ?? []);
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
