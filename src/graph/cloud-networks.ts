import type { InventorySource } from '../model/listed-fact.ts';
import type { KnownHost } from './identify.ts';

/** Within these tags of an inventory an address is one machine's; in two of them it may be two machines'. */
const realmTags: Readonly<Partial<Record<InventorySource, readonly string[]>>> = {
  aws: ['vpc'],
  azure: ['account', 'vpc'],
  gcp: ['account', 'network'],
  netbox: ['site', 'vrf'],
  csv: ['site', 'vrf', 'vpc', 'network'],
};

interface Listed {
  readonly family: string;
  readonly fact: {
    readonly fact: 'listed-host' | 'listed-service';
    readonly source: InventorySource;
    readonly tags: Readonly<Record<string, string>>;
  };
}

/** The network of a cloud or site that a listed thing is in; undefined where nothing says so. */
export function realmOf({ fact: { source, tags } }: Pick<Listed, 'fact'>): string | undefined {
  const parts = (realmTags[source] ?? []).map((key) => tags[key] ?? '');
  return parts.every((part) => part === '') ? undefined : JSON.stringify([source, ...parts]);
}

/** True for what only its own cluster can reach: most clusters give the same addresses to their pods and services. */
export const isInCluster = ({ fact: { fact, source, tags } }: Listed): boolean =>
  source === 'kubernetes' && (fact === 'listed-service' || tags['pod'] !== undefined);

/** The same with the network of a cluster, which its inventory stands for. */
const networkOf = (listed: Listed): string | undefined =>
  isInCluster(listed) ? JSON.stringify(['cluster', listed.family]) : realmOf(listed);

const listedOf = ({ listings = [], service }: KnownHost) => [...listings, ...(service === undefined ? [] : [service])];

/** Who has which address in each network; null where two of one network have it. */
function ownersByRealm(known: readonly KnownHost[]): ReadonlyMap<string, ReadonlyMap<string, number | null>> {
  const realms = new Map<string, Map<string, number | null>>();
  for (const [node, host] of known.entries()) {
    for (const listing of listedOf(host)) {
      const realm = networkOf(listing);
      if (realm === undefined) continue;
      const owners = realms.get(realm) ?? new Map<string, number | null>();
      realms.set(realm, owners);
      for (const address of listing.fact.addresses) {
        owners.set(address, owners.has(address) && owners.get(address) !== node ? null : node);
      }
    }
  }
  return realms;
}

/**
 * For each host the addresses that several networks have, as its own network knows them: to a machine of one VPC an address of
 * it means its neighbor, whoever has the same address elsewhere. By position of the host; undefined where it has none.
 */
export function findNeighbors(known: readonly KnownHost[]): readonly (ReadonlyMap<string, number> | undefined)[] {
  const realms = ownersByRealm(known);
  if (realms.size < 2) return known.map(() => undefined);
  const uses = new Map<string, number>();
  for (const owners of realms.values()) for (const address of owners.keys()) uses.set(address, (uses.get(address) ?? 0) + 1);
  const near = new Map(
    [...realms].map(([realm, owners]) => {
      const own = [...owners].flatMap(([address, node]) =>
        node !== null && (uses.get(address) ?? 0) > 1 ? [[address, node] as const] : [],
      );
      return [realm, new Map(own)] as const;
    }),
  );
  return known.map((host) => {
    const realm = listedOf(host)
      .map(networkOf)
      .find((one) => one !== undefined);
    return realm === undefined ? undefined : near.get(realm);
  });
}
