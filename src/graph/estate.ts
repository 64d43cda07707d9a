import type { Attempt, Observation } from '../model/observation.ts';
import type { Host, Snapshot } from '../model/snapshot.ts';
import { type AddressBook, openAddressBook } from './address-book.ts';
import { isHostAddress } from './address-class.ts';
import type { Resident } from './address-owners.ts';
import { findNeighbors } from './cloud-networks.ts';
import { compareText, sortedUnique } from './compare-text.ts';
import { describeCarried, describeHost, describePeer } from './describe-host.ts';
import { addListings, describeListed, isListed } from './describe-listed.ts';
import { findGuests } from './guest-namespaces.ts';
import { type HostProcesses, readProcesses } from './host-processes.ts';
import { identifyHosts, type KnownHost } from './identify.ts';
import { gatherListings, isWitness, type Listings } from './listings.ts';
import { makeFreeId, makeId } from './make-id.ts';
import { type OwnAddresses, sortOwnAddresses } from './own-addresses.ts';
import { isScopedPeer, peerSeed } from './peer-id.ts';
import { isOnlyListed, placeListings } from './place-listings.ts';
import { type NameResolver, openNameResolver } from './reference-names.ts';
import type { Traits } from './traits.ts';
import { findVirtualAddresses } from './virtual-addresses.ts';
import { showsSockets } from './visits-in-use.ts';

/**
 * How well it is known now what runs on a node. `fresh`: its sockets were read in this scan. `older`: by
 * evidence from before that no snapshot has used yet. `unchanged`: by the evidence the snapshot before used.
 * `carried`: by that snapshot alone. `listed`: by an inventory, nobody looked. `peer`: as the other end of somebody's connections.
 */
export type Standing = 'fresh' | 'older' | 'unchanged' | 'carried' | 'listed' | 'peer';

/**
 * Every node that can be an end of a dependency, by position: first the hosts there is evidence of,
 * then those kept from the snapshot before without, then peers.
 */
export interface Estate {
  readonly known: readonly KnownHost[];
  readonly processes: readonly HostProcesses[];
  /** By node, the network namespaces that are hosts of their own. */
  readonly guests: readonly ReadonlySet<number>[];
  readonly book: AddressBook;
  readonly names: NameResolver;
  readonly listings: Listings;
  /** Hosts with evidence or kept from before, in the order of their nodes. */
  readonly hosts: readonly Host[];
  standingOf(node: number): Standing;
  /** All nodes, peers included. Call when every connection has been read: before, not all are known. */
  nodes(): readonly Host[];
  /** What a host of the snapshot before is now; nothing where it was looked at and is gone. */
  currentId(before: Host): string | undefined;
}

/** A host is gone where all it was ever reached by answered as other machines. */
const isReplaced = ({ targets }: Host, answered: ReadonlySet<string>): boolean =>
  targets !== undefined && targets.length > 0 && targets.every((target) => answered.has(target));

function findCarried(prior: Snapshot | undefined, known: readonly KnownHost[], observations: readonly Observation[]): Host[] {
  const present = new Set(known.map(({ id }) => id));
  const answered = new Set(observations.filter(({ fresh }) => fresh).map(({ target }) => target));
  const missing = (prior?.hosts ?? []).filter(({ id, evidence }) => evidence !== undefined && !present.has(id));
  return missing.filter((host) => !isReplaced(host, answered));
}

const none: OwnAddresses = { global: new Set(), scoped: new Set(), scopedSubnets: [], subnets: [], inside: [] };

const withoutGuests = (own: OwnAddresses, guests: ReadonlySet<number> | undefined): OwnAddresses =>
  guests === undefined || guests.size === 0 ? own : { ...own, inside: own.inside.filter(({ netns }) => !guests.has(netns)) };

const formerAddresses = (prior: Host | undefined, own: ReadonlySet<string>): string[] =>
  [...(prior?.addresses ?? []), ...(prior?.formerAddresses ?? [])].filter((address) => !own.has(address));

/** True where the addresses are as of now: of a host that told none, an older visit may have. */
const tellsPlace = (visit: Observation, { addresses }: Traits): boolean =>
  visit.fresh &&
  (addresses.size === 0 ||
    showsSockets(visit) ||
    visit.facts.some((fact) => fact.fact === 'address' && fact.netns === undefined));

/** Addresses that only inventories know of: in a cloud the public one is translated on the way. */
const listedAddresses = ({ listings = [], traits }: KnownHost): string[] =>
  listings.flatMap(({ fact }) => fact.addresses).filter((address) => isHostAddress(address) && !traits.addresses.has(address));

/** What an inventory lists it with, also where others have the same address: it has moved nowhere. */
const stillListed = ({ listings = [], service }: KnownHost): string[] =>
  [...listings, ...(service === undefined ? [] : [service])].flatMap(({ fact }) => fact.addresses);

function residentOf(
  host: KnownHost,
  own: OwnAddresses,
  standing: Standing,
  neighbors: ReadonlyMap<string, number> | undefined,
): Resident {
  const { observations, traits, prior } = host;
  const listedToo = standing === 'listed' ? [] : listedAddresses(host);
  const reached = [...traits.reachedAt, ...listedToo].filter((address) => !traits.addresses.has(address));
  const fresh = observations.some((visit) => tellsPlace(visit, traits));
  // Without a list of its own the address it was reached at counts as the host's.
  const listed = traits.addresses.size > 0;
  const global = listed ? own.global : new Set(reached);
  const former = formerAddresses(prior, new Set([...global, ...stillListed(host)]));
  return {
    own: { ...own, global },
    aliases: listed ? [...new Set(reached)] : [],
    former,
    ...(neighbors === undefined ? {} : { neighbors }),
    fresh,
    freshSockets: standing === 'fresh',
  };
}

function carriedResident(host: Host): Resident {
  const global = new Set(host.addresses);
  return { own: { ...none, global }, aliases: [], former: formerAddresses(host, global), fresh: false, freshSockets: false };
}

function standingOf(known: KnownHost): Standing {
  if (isListed(known)) return 'listed';
  const { observations, prior } = known;
  const telling = observations.filter(showsSockets);
  // Nobody could look at what runs there: what was known stands.
  if (telling.length === 0 && prior !== undefined) return 'unchanged';
  const inUse = telling.length === 0 ? observations : telling;
  if (inUse.some(({ fresh }) => fresh)) return 'fresh';
  const newest = inUse
    .map(({ at }) => at)
    .sort(compareText)
    .at(-1);
  const used = prior?.evidence?.at;
  return newest !== undefined && used !== undefined && newest <= used ? 'unchanged' : 'older';
}

/** Addresses behind the bridges of a host that one container alone has; what several have is nobody's. */
function singleScoped({ inside }: OwnAddresses): string[] {
  const uses = new Map<string, number>();
  for (const { scoped } of inside) for (const address of scoped) uses.set(address, (uses.get(address) ?? 0) + 1);
  return [...uses].flatMap(([address, count]) => (count === 1 ? [address] : []));
}

/** What was a peer behind the bridge of a host before anybody looked into its containers: its id, and the host's. */
const findInnerPeers = (own: readonly OwnAddresses[], hosts: readonly Host[]): ReadonlyMap<string, string> =>
  new Map(
    own.flatMap((addresses, node) => {
      const id = hosts[node]?.id ?? '';
      return singleScoped(addresses).map((address) => [makeId('host', peerSeed(address, id)), id] as const);
    }),
  );

/** A peer of which only the name was known, as a configuration wrote it. */
const isNamedPeer = ({ id, name, evidence, addresses }: Host): boolean =>
  evidence === undefined && addresses.length === 0 && id === makeId('host', peerSeed(name));

/** Nobody's position: what a name means to all, whatever a host has in its own list. */
const everybody = -1;

/** Puts together who there is, before any connection is read. */
export function openEstate(
  observations: readonly Observation[],
  attempts: readonly Attempt[],
  prior: Snapshot | undefined,
): Estate {
  const priorHosts = prior?.hosts ?? [];
  const visits = observations.filter((observation) => !isWitness(observation));
  const looked = identifyHosts(
    visits,
    priorHosts.filter((host) => !isOnlyListed(host)),
  );
  const listings = gatherListings(observations);
  const known = placeListings(looked, listings, priorHosts);
  const carried = findCarried(prior, known, visits);
  const sorted = sortOwnAddresses(known);
  const guests = findGuests(known, sorted);
  const own = sorted.map((addresses, node) => withoutGuests(addresses, guests[node]));
  const standings = [...known.map(standingOf), ...carried.map((): Standing => 'carried')];
  const neighbors = findNeighbors(known);
  const residents = [
    ...known.map((host, node) => residentOf(host, own[node] ?? none, standings[node] ?? 'older', neighbors[node])),
    ...carried.map(carriedResident),
  ];
  const book = openAddressBook(residents, findVirtualAddresses(known));
  const failures = new Map(attempts.filter(({ status }) => status !== 'collected').map(({ target, status }) => [target, status]));
  const hosts = [
    ...known.map((host, node) =>
      isListed(host) ? describeListed(host) : addListings(describeHost(host, own[node] ?? none, failures), host),
    ),
    ...carried.map((host) => describeCarried(host, failures)),
  ];
  const present = new Set(hosts.map(({ id }) => id));
  const innerPeers = findInnerPeers(own, hosts);
  const names = openNameResolver(known, hosts);
  const namedId = ({ id, name }: Host): string | undefined => {
    const found = names.resolve(everybody, name);
    return found !== undefined && 'node' in found ? hosts[found.node]?.id : id;
  };
  return {
    known,
    processes: known.map((host) => readProcesses(host.observations)),
    guests,
    book,
    names,
    listings,
    hosts,
    standingOf: (node) => standings[node] ?? 'peer',
    nodes() {
      const former = book.formerInUse();
      return [...hosts.map((host, node) => withFormer(host, former.get(node))), ...namePeers(book, hosts)];
    },
    currentId(before) {
      if (present.has(before.id)) return before.id;
      if (before.evidence !== undefined) return undefined;
      if (isNamedPeer(before)) return namedId(before);
      const host = innerPeers.get(before.id);
      if (host !== undefined) return host;
      const owner = book.ownerOf(before.addresses[0] ?? '');
      return owner === undefined || isScopedPeer(before) ? before.id : hosts[owner]?.id;
    },
  };
}

const withFormer = ({ formerAddresses: _, ...host }: Host, former: readonly string[] | undefined): Host =>
  former === undefined ? host : { ...host, formerAddresses: sortedUnique(former) };

function namePeers({ peers }: AddressBook, hosts: readonly Host[]): Host[] {
  const taken = new Set(hosts.map(({ id }) => id));
  return peers.map((peer) => {
    const scope = peer.scope === undefined ? undefined : hosts[peer.scope]?.id;
    const id = makeFreeId('host', peerSeed(peer.name ?? peer.address, scope), (candidate) => taken.has(candidate));
    taken.add(id);
    return describePeer(id, peer);
  });
}
