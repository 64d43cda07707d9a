import type { Host } from '../model/snapshot.ts';
import { isHostAddress } from './address-class.ts';
import { sortedUnique } from './compare-text.ts';
import type { KnownHost } from './identify.ts';
import { isJunkIdentity, normalizeIdentity } from './identity-values.ts';
import type { HostListing } from './listings.ts';

/** Every key once; of one that several inventories have the most precise one counts. */
const joinTags = (listings: readonly HostListing[]): Record<string, string> => {
  const tags = Object.assign({}, ...listings.toReversed().map(({ fact }) => fact.tags)) as Record<string, string>;
  const state = listings.find(({ fact }) => fact.state !== undefined)?.fact.state;
  return { ...tags, ...(state === undefined ? {} : { state }) };
};

const sortTags = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(sortedUnique(Object.keys(tags)).map((key) => [key, tags[key] ?? '']));

function osOf(listings: readonly HostListing[]): Pick<Host, 'os'> {
  const { osName: name, osVersion: version } = listings.find(({ fact }) => fact.osName !== undefined)?.fact ?? {};
  return name === undefined ? {} : { os: { name, ...(version === undefined ? {} : { version }) } };
}

const identityOf = (listings: readonly HostListing[]): string[] =>
  listings.flatMap(({ fact: { identity = [] } }) =>
    identity.flatMap(({ kind, value }) => (isJunkIdentity(value) ? [] : [`${kind}:${normalizeIdentity(kind, value)}`])),
  );

const addressesOf = (listings: readonly HostListing[]): string[] =>
  sortedUnique(listings.flatMap(({ fact }) => fact.addresses.filter(isHostAddress)));

/**
 * A host that was looked at with what inventories add. What they said before is theirs to take back: of the tags it had
 * only the place a hypervisor told stays. One that told no address has theirs.
 */
export function addListings(host: Host, { listings = [], prior }: KnownHost): Host {
  if (listings.length === 0 && prior?.listed === undefined) return host;
  const { hypervisor } = host.tags;
  const kept = prior?.listed === undefined ? host.tags : hypervisor === undefined ? {} : { hypervisor };
  const tagged = { ...host, tags: sortTags({ ...joinTags(listings), ...kept }) };
  if (listings.length === 0) return tagged;
  return {
    ...osOf(listings),
    ...tagged,
    addresses: host.addresses.length > 0 ? host.addresses : addressesOf(listings),
    names: sortedUnique([...host.names, ...listings.flatMap(({ fact }) => fact.names)]),
    identity: sortedUnique([...(host.identity ?? []), ...identityOf(listings)]),
    listed: sortedUnique(listings.map(({ key }) => key)),
  };
}

function describeMachine({ id, listings = [] }: KnownHost): Host {
  const names = listings.flatMap(({ fact }) => fact.names);
  const addresses = addressesOf(listings);
  const identity = sortedUnique(identityOf(listings));
  return {
    id,
    name: names[0] ?? addresses[0] ?? listings[0]?.fact.id ?? id,
    names: sortedUnique(names),
    addresses,
    macs: sortedUnique(listings.flatMap(({ fact }) => fact.macs)),
    kind: listings.find(({ fact }) => fact.kind !== undefined)?.fact.kind ?? 'server',
    ...osOf(listings),
    tags: sortTags(joinTags(listings)),
    ...(identity.length === 0 ? {} : { identity }),
    listed: sortedUnique(listings.map(({ key }) => key)),
  };
}

/** A host nobody looked at, as inventories list it. It has no `evidence`. */
export function describeListed(known: KnownHost): Host {
  const { id, service } = known;
  if (service === undefined) return describeMachine(known);
  const { name, names, addresses, tags, kind } = service.fact;
  return {
    id,
    name: name === '' ? (names[0] ?? id) : name,
    names: sortedUnique(names),
    addresses: sortedUnique(addresses.filter(isHostAddress)),
    macs: [],
    kind: 'virtual-address',
    tags: sortTags({ ...tags, managed: kind }),
    listed: [service.key],
  };
}

/** True for a machine that only inventories list. */
export const isListed = ({ observations, listings, service }: KnownHost): boolean =>
  observations.length === 0 && (listings !== undefined || service !== undefined);
