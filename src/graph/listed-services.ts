import type { ListedServiceFact } from '../model/listed-fact.ts';
import type { Witness } from '../model/observation.ts';
import type { AddressBook, Place } from './address-book.ts';
import { compareText } from './compare-text.ts';
import type { ConfiguredArrow } from './configured-arrows.ts';
import type { KnownHost } from './identify.ts';
import type { ListenerTable } from './listeners.ts';
import { findIn, type ListingSource, type ServiceListing } from './listings.ts';
import { type Protocol, portKey } from './protocol.ts';
import type { ServiceDraft } from './service-draft.ts';
import type { ServiceTable } from './service-table.ts';

type Member = NonNullable<ListedServiceFact['members']>[number];

/** What the members of a balancer are read against. */
export interface ListedContext {
  readonly book: AddressBook;
  readonly services: ServiceTable;
  readonly listeners: ListenerTable;
  /** All listed services, also groups of targets without a place of their own. */
  readonly listings: readonly ServiceListing[];
}

/** Groups within groups: a rule, its proxy, a map of URLs, a backend service, a port of a group, the group. */
const deepest = 6;
/** More machines than stand behind any balancer. */
const mostMembers = 20_000;
const witnessesAnArrow = 5;

/** Puts the listed services where connections and configurations that lead there find them. Call before any is read. */
export function addListedServices(known: readonly KnownHost[], services: ServiceTable): void {
  for (const [node, { service }] of known.entries()) {
    if (service === undefined) continue;
    const { name, endpoints, software, version } = service.fact;
    services.list(node, { name, endpoints, ...{ software, version } });
  }
}

/** Members with those of the groups among them in their place; groups that hold each other end at the bounds. */
function expand(listing: ServiceListing, byKey: ReadonlyMap<string, ServiceListing>): readonly Member[] {
  const found: Member[] = [];
  let left = mostMembers;
  const add = ({ fact: { members = [] }, family }: ServiceListing, outer: Member, depth: number): void => {
    for (const member of members) {
      left -= 1;
      if (left < 0) return;
      const inner = member.id === undefined ? undefined : findIn(byKey, family, member.id);
      const isGroup = inner !== undefined && inner.fact.names.length + inner.fact.addresses.length === 0;
      const { id: _, address: _address, ...told } = outer;
      if (!isGroup || depth === deepest) found.push({ ...told, ...member });
      else add(inner, { ...told, ...member }, depth + 1);
    }
  };
  add(listing, {}, 0);
  return found;
}

/** Nodes by the key of what lists them. */
const nodesByKey = (known: readonly KnownHost[]): ReadonlyMap<string, number> =>
  new Map(
    known.flatMap(({ listings = [], service }, node) =>
      [...listings, ...(service === undefined ? [] : [service])].map(({ key }) => [key, node] as const),
    ),
  );

function protocolOf({ endpoints }: ListedServiceFact, { listen, protocol }: Member): Protocol {
  return protocol ?? (endpoints.find(({ port }) => port === listen) ?? endpoints[0])?.protocol ?? 'tcp';
}

/** Where a member is: on a host, or in one of its namespaces. */
type Spot = Pick<Place, 'node' | 'space' | 'address' | 'netns'>;

function serverAt({ node, space, address, netns }: Spot, protocol: Protocol, port: number, context: ListedContext): number {
  const { listeners, services } = context;
  const listener = listeners.find(space, protocol, address, port, true);
  if (listener !== undefined) return listener.service;
  return listeners.covers(space, protocol) ? -1 : services.atPort(node, { protocol, address, port }, netns).index;
}

const witnessOf = ({ visit, collector, sample, line }: ListingSource): Witness => ({
  target: visit.target,
  collector,
  sample,
  ...(line === undefined ? {} : { line }),
  side: 'client',
});

interface Times {
  readonly first: string;
  readonly last: string;
}

function timesOf(told: readonly ListingSource[]): Times {
  const times = told.map(({ visit }) => visit.at).sort(compareText);
  return { first: times[0] ?? '', last: times.at(-1) ?? '' };
}

/** What listed balancers and cluster services lead to, as configurations tell of it. */
export function linkListings(known: readonly KnownHost[], context: ListedContext): readonly ConfiguredArrow[] {
  const byKey = new Map(context.listings.map((listing) => [listing.key, listing]));
  const nodes = nodesByKey(known);
  const arrows = new Map<string, ConfiguredArrow>();
  const drafts = new Map<number, ServiceDraft>(context.services.drafts.map((draft) => [draft.node, draft]));
  for (const [node, { service }] of known.entries()) {
    const from = drafts.get(node);
    if (service === undefined || from === undefined) continue;
    for (const member of expand(service, byKey)) {
      const protocol = protocolOf(service.fact, member);
      const port = member.port ?? member.listen;
      const byId = member.id === undefined ? undefined : findIn(nodes, service.family, member.id);
      const spot: Spot | undefined =
        byId === undefined
          ? context.book.locate(node, member.address ?? '')
          : { node: byId, space: byId, address: member.address ?? '*' };
      if (spot === undefined || port === undefined || spot.node === node) continue;
      const to = spot.node;
      const toService = serverAt(spot, protocol, port, context);
      const ends = { from: node, fromService: from.index, to, toService, protocol, port };
      const witnesses = service.told.slice(0, witnessesAnArrow).map(witnessOf);
      arrows.set(`${from.index} ${toService} ${portKey(to, protocol, port)}`, { ...ends, witnesses, ...timesOf(service.told) });
    }
  }
  return [...arrows.values()];
}
