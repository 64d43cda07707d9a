import type { Observation, ToldReference } from '../model/observation.ts';
import { compareText } from './compare-text.ts';
import { makeGroup, type Visit, type VisitGroup } from './group-visits.ts';
import type { Traits } from './traits.ts';

/** Which visits to a host count, of all there are. */
export interface ChosenVisits {
  readonly group: VisitGroup;
  /** What newer visits stand before, also where it fills their gaps. */
  readonly behind: readonly Visit[];
}

/** True where a socket table was read, be it empty: all that can go missing from a host is known by these. */
export const showsSockets = ({ samples }: Observation): boolean => samples.length > 0;

/** True where all that tells how the host is configured was read. */
export const tellsConfiguration = ({ references, referencesPartial }: Observation): boolean =>
  references !== undefined && referencesPartial !== true;

type Facts = Observation['facts'];

/** Facts that say something only beside the sockets of their own visit: a pid is another process a day later. */
const aboutSockets: ReadonlySet<string> = new Set(['process', 'cgroup', 'unit', 'namespace', 'descriptor', 'container']);

type OneFact = Facts[number];

const isAboutSockets = (fact: OneFact): boolean =>
  aboutSockets.has(fact.fact) || (fact.fact === 'address' && fact.netns !== undefined);

/** True where a whole socket table was read: one that was cut off replaces none of these. */
const showsAllSockets = ({ samples }: Observation): boolean => samples.some(({ partial }) => partial !== true);

/** Beside the processes of another visit the number of a process says nothing. */
function withoutPids({ references }: Observation): Pick<Observation, 'references'> {
  if (references === undefined) return {};
  const kept = references.map((told): ToldReference => {
    const { owner, ...reference } = told.reference;
    if (owner?.pid === undefined) return told;
    const { pid: _, ...others } = owner;
    return { ...told, reference: Object.keys(others).length === 0 ? reference : { ...reference, owner: others } };
  });
  return { references: kept };
}

function withoutSockets({ observation, traits }: Visit): Visit {
  const facts = observation.facts.filter((fact) => !isAboutSockets(fact));
  return { observation: { ...observation, samples: [], facts, ...withoutPids(observation) }, traits };
}

/** What was written down then, unless it was read again. */
function withoutReferences({ observation, traits }: Visit): Visit {
  const { references: _, referencesPartial: _partial, ...rest } = observation;
  return { observation: rest, traits };
}

/** The facts of an older visit that `newer` leaves open. */
function remainingFacts(facts: Facts, newer: Traits): Facts {
  return facts.flatMap((fact): Facts => {
    if (isAboutSockets(fact)) return [fact];
    if (fact.fact === 'address') return newer.addresses.size > 0 ? [] : [fact];
    if (fact.fact === 'interface') return newer.macs.size > 0 ? [] : [fact];
    if (fact.fact === 'identity') return newer.identity.has(fact.kind) ? [] : [fact];
    if (fact.fact !== 'system' || newer.names.size === 0) return [fact];
    const { name: _, ...rest } = fact;
    return [rest];
  });
}

const none: ReadonlySet<string> = new Set();

/** An older visit without what `newer` knows better: a host that moved no longer has the address it had. */
function fillGaps({ observation, traits }: Visit, newer: Traits): Visit {
  const moved = newer.addresses.size > 0;
  return {
    observation: { ...observation, facts: remainingFacts(observation.facts, newer) },
    traits: {
      identity: new Map([...traits.identity].filter(([kind]) => !newer.identity.has(kind))),
      macs: newer.macs.size > 0 ? none : traits.macs,
      addresses: moved ? none : traits.addresses,
      reachedAt: moved ? none : traits.reachedAt,
      names: newer.names.size > 0 ? none : traits.names,
      targets: traits.targets,
    },
  };
}

const newestOf = (visits: readonly Visit[]): string =>
  visits.reduce((newest, { observation: { at } }) => (at > newest ? at : newest), '');

/** The last visits that showed sockets, as `shows` has it. */
function lastWithSockets(tiers: readonly (readonly Visit[])[], shows: typeof showsSockets): readonly Visit[] {
  const able = tiers.map((tier) => tier.filter(({ observation }) => shows(observation)));
  return able.sort((a, b) => compareText(newestOf(b), newestOf(a)))[0] ?? [];
}

/** What fills visits that show no sockets, or only a part of them: of the latter only a whole table. */
function findFilling(base: readonly Visit[], others: readonly (readonly Visit[])[]): readonly Visit[] {
  if (base.some(({ observation }) => showsAllSockets(observation))) return [];
  const isPartial = base.some(({ observation }) => showsSockets(observation));
  return lastWithSockets(others, isPartial ? showsAllSockets : showsSockets);
}

/**
 * Chooses the visits in use from what is known of one host; of `tiers` each was replaced by the one before it. Visits
 * that show no sockets replace none that did: nobody looked, so what these saw stays, and fills what is left open. A table
 * that was cut off gives way to a whole one: it proves nothing gone, and its processes are none of the other's.
 */
export function chooseVisits(tiers: readonly (readonly Visit[])[]): ChosenVisits {
  const [base = [], ...others] = tiers.filter((tier) => tier.length > 0);
  const behind = others.flat();
  const filling = findFilling(base, others);
  const group = makeGroup(base);
  if (filling.length === 0) return { group, behind };
  // Files somebody sends are some of many.
  const isRead = base.some(({ observation }) => observation.method !== 'import' && tellsConfiguration(observation));
  const filled = filling.map((visit) => fillGaps(isRead ? withoutReferences(visit) : visit, group.traits));
  return { group: makeGroup([...base.map(withoutSockets), ...filled]), behind };
}
