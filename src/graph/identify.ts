import type { Observation } from '../model/observation.ts';
import type { Host } from '../model/snapshot.ts';
import { createCandidateIndex } from './candidate-index.ts';
import { compareText, sortedUnique } from './compare-text.ts';
import { groupVisits, makeGroup, readVisit, type Visit, type VisitGroup } from './group-visits.ts';
import { acrossTimeThreshold, likeness } from './likeness.ts';
import { makeFreeId } from './make-id.ts';
import { matchPrior } from './match-prior.ts';
import type { Traits } from './traits.ts';

/** One machine with the evidence it is derived from. */
export interface KnownHost {
  readonly id: string;
  /** In use, by target. Older evidence that newer one replaces is left out. */
  readonly observations: readonly Observation[];
  readonly traits: Traits;
  /** The same host in the snapshot before. */
  readonly prior?: Host;
}

interface Identified {
  readonly group: VisitGroup;
  readonly prior?: Host;
}

/** Older visits go where the snapshot before says; ones it does not know go where they fit best. */
interface OlderVisits {
  readonly byPrior: ReadonlyMap<string, readonly Visit[]>;
  readonly unclaimed: readonly Visit[];
}

function sortOlder(visits: readonly Visit[], priorHosts: readonly Host[]): OlderVisits {
  const owner = new Map(priorHosts.flatMap(({ id, targets }) => (targets ?? []).map((target) => [target, id] as const)));
  const byPrior = new Map<string, Visit[]>();
  const unclaimed: Visit[] = [];
  for (const visit of visits) {
    const id = owner.get(visit.observation.target);
    if (id === undefined) unclaimed.push(visit);
    else byPrior.set(id, [...(byPrior.get(id) ?? []), visit]);
  }
  return { byPrior, unclaimed };
}

/** Evidence from before that is about a host already known otherwise is replaced by the newer one. */
function isReplaced(visit: Visit, groups: readonly VisitGroup[], find: (traits: Traits) => readonly number[]): boolean {
  return find(visit.traits).some((position) => {
    const group = groups[position];
    return group !== undefined && (likeness(visit.traits, group.traits) ?? 0) >= acrossTimeThreshold.claimed;
  });
}

function withoutReplaced(unclaimed: readonly Visit[], known: readonly Identified[]): Visit[] {
  const groups = known.map(({ group }) => group);
  const index = createCandidateIndex();
  for (const [position, { traits }] of groups.entries()) index.add(position, traits);
  return unclaimed.filter((visit) => !isReplaced(visit, groups, index.find));
}

function identifyGroups(observations: readonly Observation[], priorHosts: readonly Host[]): Identified[] {
  const visits = [...observations].sort((a, b) => compareText(a.target, b.target)).map(readVisit);
  const fresh = groupVisits(visits.filter(({ observation }) => observation.fresh));
  const older = sortOlder(
    visits.filter(({ observation }) => !observation.fresh),
    priorHosts,
  );
  const matched = matchPrior(fresh, priorHosts, new Set(older.byPrior.keys()));
  const taken = new Set([...matched.values()].map(({ id }) => id));
  const free = priorHosts.filter(({ id }) => !taken.has(id));
  const known: Identified[] = [
    ...fresh.map((group, position) => identified(group, matched.get(position))),
    ...free.flatMap((host) => {
      const own = older.byPrior.get(host.id);
      return own === undefined ? [] : [identified(makeGroup(own), host)];
    }),
  ];
  const others = groupVisits(withoutReplaced(older.unclaimed, known));
  const stillFree = free.filter(({ id }) => !older.byPrior.has(id));
  const matchedOthers = matchPrior(others, stillFree, new Set());
  return [...known, ...others.map((group, position) => identified(group, matchedOthers.get(position)))];
}

const identified = (group: VisitGroup, prior: Host | undefined): Identified =>
  prior === undefined ? { group } : { group, prior };

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
  const hosts = groups.map(({ group, prior }, position): KnownHost => {
    const id = prior?.id ?? makeFreeId('host', seeds[position] ?? [], (candidate) => taken.has(candidate));
    taken.add(id);
    const known = { id, observations: group.visits.map(({ observation }) => observation), traits: group.traits };
    return prior === undefined ? known : { ...known, prior };
  });
  return hosts.sort((a, b) => compareText(a.id, b.id));
}
