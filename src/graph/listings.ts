import { type InventorySource, inventorySources, type ListedHostFact, type ListedServiceFact } from '../model/listed-fact.ts';
import type { Observation, ToldListing } from '../model/observation.ts';
import { compareText, sortedUnique } from './compare-text.ts';

/** Where a listing stands in the evidence. */
export interface ListingSource {
  readonly visit: Observation;
  readonly collector: string;
  readonly sample: number;
  readonly line?: number;
}

interface Listing<Fact> {
  /** `aws:i-0a1b2c3d`; with the inventory where ids are unique in one only: `netbox:42@inventory:devices`. */
  readonly key: string;
  /** Of one family only one listing is of a machine: an inventory does not list it twice. */
  readonly family: string;
  readonly fact: Fact;
  readonly told: readonly ListingSource[];
}

export type HostListing = Listing<ListedHostFact>;
export type ServiceListing = Listing<ListedServiceFact>;

/** All that the inventories in use list, each thing once, in a fixed order. */
export interface Listings {
  readonly hosts: readonly HostListing[];
  readonly services: readonly ServiceListing[];
}

/** Sources whose ids are unique in the world, so that several files tell of one thing. */
const worldwide: ReadonlySet<InventorySource> = new Set(['aws', 'azure', 'gcp']);
const gone: ReadonlySet<string> = new Set(['terminated', 'deleted', 'succeeded', 'failed']);

/** What an inventory without full ids calls a thing is as much its own as any name. */
const fullIds: Readonly<Partial<Record<InventorySource, RegExp>>> = { azure: /^\//, gcp: /^projects\/|^\d+$|:/ };

const familyOf = ({ source, id }: { readonly source: InventorySource; readonly id: string }, { target }: Observation): string =>
  worldwide.has(source) && fullIds[source]?.test(id) !== false ? source : `${source}@${target}`;

export const keyIn = (family: string, id: string): string => {
  const [source, ...inventory] = family.split('@');
  return inventory.length === 0 ? `${source}:${id}` : `${source}:${id}@${inventory.join('@')}`;
};

/** What stands under an id in one family, or under a full id that all inventories of the source share. */
export const findIn = <Value>(byKey: ReadonlyMap<string, Value>, family: string, id: string): Value | undefined =>
  byKey.get(keyIn(family, id)) ?? byKey.get(keyIn(family.split('@', 1)[0] ?? '', id));

interface Told<Fact> {
  readonly fact: Fact;
  readonly family: string;
  readonly from: ListingSource;
}

/** What is told of one thing, latest first: another file may know more of it. */
function joinHosts(facts: readonly ListedHostFact[]): ListedHostFact {
  const [first] = facts as readonly [ListedHostFact, ...ListedHostFact[]];
  const merged = Object.assign({}, ...facts.toReversed()) as ListedHostFact;
  return {
    ...merged,
    names: [...new Set(facts.flatMap(({ names }) => names))],
    addresses: sortedUnique(facts.flatMap(({ addresses }) => addresses)),
    macs: sortedUnique(facts.flatMap(({ macs }) => macs)),
    identity: facts.flatMap(({ identity = [] }) => identity),
    tags: Object.assign({}, ...facts.toReversed().map(({ tags }) => tags)) as ListedHostFact['tags'],
    id: first.id,
  };
}

const uniqueBy = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

function joinServices(facts: readonly ListedServiceFact[]): ListedServiceFact {
  const merged = Object.assign({}, ...facts.toReversed()) as ListedServiceFact;
  const members = uniqueBy(facts.flatMap(({ members: own = [] }) => own));
  return {
    ...merged,
    names: [...new Set(facts.flatMap(({ names }) => names))],
    addresses: sortedUnique(facts.flatMap(({ addresses }) => addresses)),
    endpoints: uniqueBy(facts.flatMap(({ endpoints }) => endpoints)),
    tags: Object.assign({}, ...facts.toReversed().map(({ tags }) => tags)) as ListedServiceFact['tags'],
    ...(members.length === 0 ? {} : { members }),
  };
}

function group<Fact extends { readonly id: string }>(
  told: readonly Told<Fact>[],
  join: (facts: readonly Fact[]) => Fact,
): Listing<Fact>[] {
  const byKey = new Map<string, Told<Fact>[]>();
  for (const one of told) {
    const key = keyIn(one.family, one.fact.id);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [one]);
    else known.push(one);
  }
  return [...byKey]
    .map(([key, all]) => ({
      key,
      family: all[0]?.family ?? '',
      fact: join(all.map(({ fact }) => fact)),
      told: all.map(({ from }) => from),
    }))
    .sort((a, b) => compareText(a.key, b.key));
}

const rankOf = ({ fact: { source } }: HostListing): number => inventorySources.indexOf(source);

/** The most precise inventories first: what the others list joins theirs. */
export const inRank = (listings: readonly HostListing[]): HostListing[] =>
  [...listings].sort((a, b) => rankOf(a) - rankOf(b) || compareText(a.key, b.key));

function tellAll(observations: readonly Observation[]): readonly (Told<ToldListing['listed']> & { at: string })[] {
  const newestFirst = [...observations].sort((a, b) => compareText(b.at, a.at) || compareText(a.target, b.target));
  return newestFirst.flatMap((visit) =>
    (visit.listings ?? []).map(({ collector, sample = 1, listed }) => ({
      fact: listed,
      at: visit.at,
      family: familyOf(listed, visit),
      from: { visit, collector, sample, ...(listed.line === undefined ? {} : { line: listed.line }) },
    })),
  );
}

/** Gathers what inventories list. A machine that is gone for good is left out. */
export function gatherListings(observations: readonly Observation[]): Listings {
  const all = tellAll(observations);
  const hosts = group(
    all.flatMap(({ fact, ...rest }) => (fact.fact === 'listed-host' ? [{ fact, ...rest }] : [])),
    joinHosts,
  );
  const services = group(
    all.flatMap(({ fact, ...rest }) => (fact.fact === 'listed-service' ? [{ fact, ...rest }] : [])),
    joinServices,
  );
  return {
    hosts: inRank(hosts.filter(({ fact: { state } }) => state === undefined || !gone.has(state))),
    services,
  };
}

/** True for who tells of others only: it is no host, and its target is none. */
export const isWitness = ({ witness }: Observation): boolean => witness === true;
