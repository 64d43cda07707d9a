import type { Observation } from '../model/observation.ts';
import { type CandidateIndex, createCandidateIndex } from './candidate-index.ts';
import { likenessNow, sameScanThreshold } from './likeness.ts';
import { joinTraits, readTraits, type Traits } from './traits.ts';

/** One visit with who it says the host is. */
export interface Visit {
  readonly observation: Observation;
  readonly traits: Traits;
}

/** Visits to one host. */
export interface VisitGroup {
  readonly visits: readonly Visit[];
  readonly traits: Traits;
}

export const readVisit = (observation: Observation): Visit => ({ observation, traits: readTraits(observation) });

export const makeGroup = (visits: readonly Visit[]): VisitGroup => ({
  visits,
  traits: joinTraits(visits.map(({ traits }) => traits)),
});

function bestGroup(visit: Visit, groups: readonly VisitGroup[], index: CandidateIndex): number | undefined {
  let best: number | undefined;
  let bestScore = sameScanThreshold - 1;
  for (const position of index.find(visit.traits)) {
    const group = groups[position];
    // Every member has to be compatible: what is unknown of one may be known of another.
    const scores = group?.visits.map((member) => likenessNow(visit.traits, member.traits)) ?? [];
    if (scores.some((score) => score === undefined)) continue;
    const score = Math.max(...scores.map((value) => value ?? 0));
    if (score > bestScore) [best, bestScore] = [position, score];
  }
  return best;
}

/**
 * Which visits of one scan went to the same host: one machine reached at two addresses is one host.
 * The visits are given in a fixed order, so that the result does not depend on who answered first.
 */
export function groupVisits(visits: readonly Visit[]): VisitGroup[] {
  const groups: VisitGroup[] = [];
  const index = createCandidateIndex();
  for (const visit of visits) {
    const position = bestGroup(visit, groups, index) ?? groups.length;
    const known = groups[position]?.visits ?? [];
    groups[position] = makeGroup([...known, visit]);
    index.add(position, visit.traits);
  }
  return groups;
}
