import type { Observation } from '../model/observation.ts';
import type { Host } from '../model/snapshot.ts';
import { compareText, sortedUnique } from './compare-text.ts';
import type { VisitGroup } from './group-visits.ts';
import { identifyGroups } from './identify-groups.ts';
import type { HostListing, ServiceListing } from './listings.ts';
import { makeFreeId } from './make-id.ts';
import type { Traits } from './traits.ts';

/** One machine with the evidence it is derived from. */
export interface KnownHost {
  readonly id: string;
  /** In use; none of a host that only an inventory lists. Older evidence that newer one replaces is left out. */
  readonly observations: readonly Observation[];
  readonly traits: Traits;
  /** Targets of older evidence that newer one stands before, whether it fills a gap or is left out; sorted. */
  readonly formerTargets: readonly string[];
  /** The same host in the snapshot before. */
  readonly prior?: Host;
  /** What inventories say of it. */
  readonly listings?: readonly HostListing[];
  /** Pods that a cluster lists, in namespaces of this host that somebody looked into. */
  readonly pods?: readonly HostListing[];
  /** The listed service that it stands for: a balancer, a managed database. */
  readonly service?: ServiceListing;
}

/**
 * What a new host's id is made from. Not from how it was reached: the host key of the login and the
 * target are left out, so that evidence sent as a file gives the same id.
 */
function seedOf({ traits }: VisitGroup): readonly string[] {
  const machineIds = traits.identity.get('machine-id') ?? [];
  // The SMBIOS values are left out too: only root sees them, and the id must not depend on who looked.
  const lasting = [...sortedUnique(machineIds), ...sortedUnique(traits.macs), ...sortedUnique(traits.names)];
  if (lasting.length > 0) return lasting;
  const addresses = sortedUnique(traits.addresses.size > 0 ? traits.addresses : traits.reachedAt);
  return addresses.length > 0 ? addresses : sortedUnique(traits.targets);
}

/** Clones may have all of that in common; then their addresses tell which is which, in whatever order they came. */
function seedsOf(groups: readonly VisitGroup[]): readonly (readonly string[])[] {
  const seeds = groups.map(seedOf);
  const uses = new Map<string, number>();
  const keys = seeds.map((seed) => JSON.stringify(seed));
  for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
  return seeds.map((seed, position) => {
    const addresses = groups[position]?.traits.addresses ?? [];
    return uses.get(keys[position] ?? '') === 1 ? seed : [...seed, ...sortedUnique(addresses)];
  });
}

/** Which machines the evidence is about, and which host of the snapshot before each of them is. Sorted by id. */
export function identifyHosts(observations: readonly Observation[], priorHosts: readonly Host[]): readonly KnownHost[] {
  const groups = identifyGroups(observations, priorHosts);
  const seeds = seedsOf(groups.map(({ group }) => group));
  const taken = new Set(priorHosts.map(({ id }) => id));
  const hosts = groups.map(({ group, prior, behind }, position): KnownHost => {
    const id = prior?.id ?? makeFreeId('host', seeds[position] ?? [], (candidate) => taken.has(candidate));
    taken.add(id);
    const known = {
      id,
      observations: group.visits.map(({ observation }) => observation),
      traits: group.traits,
      formerTargets: sortedUnique(behind.map(({ observation }) => observation.target)),
    };
    return prior === undefined ? known : { ...known, prior };
  });
  return hosts.sort((a, b) => compareText(a.id, b.id));
}
