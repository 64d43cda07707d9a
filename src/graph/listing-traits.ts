import type { ListedHostFact } from '../model/listed-fact.ts';
import type { Observation } from '../model/observation.ts';
import { classifyAddress, isHostAddress } from './address-class.ts';
import { isInCluster, realmOf } from './cloud-networks.ts';
import type { HostListing } from './listings.ts';
import { readTraits, type Traits } from './traits.ts';

const isName = (name: string): boolean => classifyAddress(name) === 'invalid';

function factsOf({ names, addresses, macs, identity = [], osName, osVersion }: ListedHostFact): Observation['facts'] {
  return [
    ...names.filter(isName).map((name) => ({ fact: 'system', name }) as const),
    ...addresses.map((address) => ({ fact: 'address', address }) as const),
    ...macs.map((mac, index) => ({ fact: 'interface', name: `listed${index}`, mac }) as const),
    ...identity.map(({ kind, value }) => ({ fact: 'identity', kind, value }) as const),
    ...(osName === undefined && osVersion === undefined ? [] : [{ fact: 'system', ...{ osName, osVersion } } as const]),
  ] as Observation['facts'];
}

/** Who a listed machine is, as a visit to it would tell. */
export function listingTraits({ key, fact, told }: HostListing): Traits {
  const [first] = told;
  return readTraits({
    target: key,
    origin: 'listed',
    method: 'import',
    at: first?.visit.at ?? '',
    fresh: first?.visit.fresh ?? false,
    status: 'collected',
    samples: [],
    facts: factsOf(fact),
    skippedLines: 0,
  });
}

/** Addresses that several listed machines have: they tell nothing alone. */
export function findRepeatedAddresses(listings: readonly HostListing[]): ReadonlySet<string> {
  const owners = new Map<string, Set<string>>();
  for (const listing of listings) {
    for (const address of listing.fact.addresses.filter(isHostAddress)) {
      // Another inventory may list the same machine; one inventory lists two machines.
      const own = owners.get(address) ?? new Set();
      owners.set(address, own.add(realmOf(listing) === undefined ? `family ${listing.family}` : `realm ${realmOf(listing)}`));
    }
  }
  const pods = new Map<string, string>();
  const inClusters = listings.flatMap((listing) => {
    if (!isInCluster(listing)) return [];
    // One pod in two files is one pod.
    const own = listing.fact.identity?.[0]?.value ?? listing.family;
    return listing.fact.addresses.filter((address) => {
      const other = pods.get(address) ?? own;
      pods.set(address, other);
      return other !== own;
    });
  });
  const perFamily = new Map<string, number>();
  for (const { family, fact } of listings) {
    for (const address of new Set(fact.addresses)) {
      const key = `${family} ${address}`;
      perFamily.set(key, (perFamily.get(key) ?? 0) + 1);
    }
  }
  const twice = [...perFamily].flatMap(([key, count]) => (count > 1 ? [key.slice(key.lastIndexOf(' ') + 1)] : []));
  const realms = [...owners].flatMap(([address, own]) =>
    [...own].filter((one) => one.startsWith('realm ')).length > 1 ? [address] : [],
  );
  return new Set([...twice, ...realms, ...inClusters]);
}
