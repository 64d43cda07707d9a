import { isIP } from 'node:net';
import type { Host } from '../model/snapshot.ts';
import { isHostAddress } from './address-class.ts';
import { compareText, sortedUnique } from './compare-text.ts';
import type { KnownHost } from './identify.ts';
import { findInnerPods } from './listed-pods.ts';
import type { HostListing, Listings, ServiceListing } from './listings.ts';
import { makeFreeId, makeId } from './make-id.ts';
import { type ListedMachine, matchListings } from './match-listings.ts';
import { peerSeed } from './peer-id.ts';
import { findToldAddresses, withTold } from './told-addresses.ts';
import type { Traits } from './traits.ts';

/** A host of the snapshot before that only an inventory told of. */
export const isOnlyListed = ({ evidence, listed }: Host): boolean => evidence === undefined && listed !== undefined;

const noTraits: Traits = {
  identity: new Map(),
  macs: new Set(),
  addresses: new Set(),
  reachedAt: new Set(),
  names: new Set(),
  targets: new Set(),
};

/** What only a service is listed as: it has names and addresses, and no machine anybody could look at. */
const serviceTraits = ({ fact }: ServiceListing): Traits => {
  const addresses = new Set(fact.addresses.filter(isHostAddress));
  return { ...noTraits, addresses, reachedAt: addresses };
};

/** A group of targets is part of the balancer that has it, no place of its own. */
const isPlace = ({ fact: { names, addresses, kind } }: ServiceListing): boolean =>
  names.length > 0 || addresses.length > 0 || kind !== 'other';

/** Gives ids: what an inventory listed before keeps its own, whether somebody looked at it by now or not. */
class Ids {
  readonly #listed: ReadonlyMap<string, Host>;
  readonly #peers: ReadonlyMap<string, Host>;
  readonly #taken: Set<string>;

  constructor(prior: readonly Host[], taken: Iterable<string>) {
    this.#taken = new Set(taken);
    this.#listed = new Map(prior.filter(isOnlyListed).flatMap((host) => (host.listed ?? []).map((key) => [key, host] as const)));
    this.#peers = new Map(
      prior.filter(({ evidence, listed }) => evidence === undefined && listed === undefined).map((host) => [host.id, host]),
    );
  }

  #free(host: Host | undefined): Host | undefined {
    if (host === undefined || this.#taken.has(host.id)) return undefined;
    this.#taken.add(host.id);
    return host;
  }

  /** The host of the snapshot before that the same inventories listed. */
  before(keys: readonly string[]): Host | undefined {
    return this.#free(keys.map((key) => this.#listed.get(key)).find((host) => host !== undefined));
  }

  /** The same, or the peer that was met at one of the addresses. */
  take(keys: readonly string[], addresses: Iterable<string>): { readonly id: string; readonly prior?: Host } {
    const peers = sortedUnique(addresses).map((address) => this.#peers.get(makeId('host', peerSeed(address))));
    const prior = this.before(keys) ?? this.#free(peers.find((host) => host !== undefined));
    if (prior !== undefined) return { id: prior.id, prior };
    const id = makeFreeId('host', ['listed', ...keys.slice(0, 1)], (candidate) => this.#taken.has(candidate));
    this.#taken.add(id);
    return { id };
  }
}

const keysOf = (listings: readonly { readonly key: string }[]): string[] => listings.map(({ key }) => key);

function addToHost(host: KnownHost, listings: readonly HostListing[], ids: Ids): KnownHost {
  if (listings.length === 0) return host;
  const prior = host.prior ?? ids.before(keysOf(listings));
  return { ...host, listings, ...(prior === undefined ? {} : { id: prior.id, prior }) };
}

const name = /^[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?$/;

/** Also what the operator calls it: a host that told no name of its own has none else. */
function withTargets(traits: Traits): Traits {
  const called = [...traits.targets].map((target) => target.toLowerCase()).filter((target) => name.test(target) && !isIP(target));
  return called.length === 0 ? traits : { ...traits, names: new Set([...traits.names, ...called]) };
}

const withPods = (host: KnownHost, pods: readonly HostListing[]): KnownHost => (pods.length === 0 ? host : { ...host, pods });

/** Addresses that mean this machine to everybody: not those that are listed twice, or that somebody was seen to have. */
const withoutOthers = (traits: Traits, isOthers: (address: string) => boolean): Traits => {
  const addresses = new Set([...traits.addresses].filter((address) => !isOthers(address)));
  return { ...traits, addresses, reachedAt: addresses };
};

/**
 * Adds what inventories list to the hosts that were looked at: to those it is the same as, and as further hosts without
 * any evidence of their own. Sorted by id.
 */
export function placeListings(known: readonly KnownHost[], listings: Listings, prior: readonly Host[]): readonly KnownHost[] {
  if (listings.hosts.length + listings.services.length === 0) return known;
  const ids = new Ids(
    prior,
    known.map(({ id }) => id),
  );
  const inner = findInnerPods(known, listings.hosts);
  const pods = new Set([...inner.values()].flat());
  const told = findToldAddresses(known);
  const { ofHosts, others, repeated } = matchListings(
    known.map(({ traits }, position) => withTold(withTargets(traits), told.get(position))),
    listings.hosts.filter((listing) => !pods.has(listing)),
  );
  const looked = known.map((host, position) =>
    withPods(addToHost(host, ofHosts.get(position) ?? [], ids), inner.get(position) ?? []),
  );
  const seen = new Set(known.flatMap(({ traits }) => [...traits.reachedAt]));
  const isOthers = (address: string): boolean => repeated.has(address) || seen.has(address);
  const machines = others.map(({ traits, listings: own }: ListedMachine): KnownHost => {
    const reachable = withoutOthers(traits, isOthers);
    const id = ids.take(keysOf(own), reachable.addresses);
    return { ...id, observations: [], traits: reachable, formerTargets: [], listings: own };
  });
  const places = listings.services.filter(isPlace).map((service): KnownHost => {
    const traits = withoutOthers(serviceTraits(service), (address) => seen.has(address));
    return { ...ids.take([service.key], traits.addresses), observations: [], traits, formerTargets: [], service };
  });
  return [...looked, ...machines, ...places].sort((a, b) => compareText(a.id, b.id));
}
