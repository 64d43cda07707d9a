import type { Observation } from '../model/observation.ts';
import type { Host } from '../model/snapshot.ts';
import { createCandidateIndex } from './candidate-index.ts';
import { compareText } from './compare-text.ts';
import { groupVisits, makeGroup, readVisit, type Visit, type VisitGroup } from './group-visits.ts';
import { acrossTimeThreshold, likeness } from './likeness.ts';
import { matchPrior } from './match-prior.ts';
import { type OlderVisits, sortOlderVisits } from './older-visits.ts';

/** Evidence about one machine, and which host of the snapshot before that is. */
export interface Identified {
  readonly group: VisitGroup;
  readonly prior?: Host;
  /** Older evidence about the same machine, not used beside the newer one. */
  readonly replaced: Visit[];
}

function identified(group: VisitGroup, prior: Host | undefined, replaced: readonly Visit[]): Identified {
  const known = { group, replaced: [...replaced] };
  return prior === undefined ? known : { ...known, prior };
}

/** A host nobody reached this time is what it said last; what had been replaced counts again if nothing else is left. */
function fromOlder(host: Host, { inUse, replaced }: OlderVisits): Identified[] {
  const own = inUse.get(host.id);
  const former = replaced.get(host.id) ?? [];
  if (own !== undefined) return [identified(makeGroup(own), host, former)];
  return former.length === 0 ? [] : [identified(makeGroup(former), host, [])];
}

/** Gives older evidence nobody claimed to the host it is about, if newer evidence tells of one. Returns the rest. */
function replaceOlder(visits: readonly Visit[], known: readonly Identified[]): Visit[] {
  const index = createCandidateIndex();
  for (const [position, { group }] of known.entries()) index.add(position, group.traits);
  return visits.filter((visit) => {
    let best: Identified | undefined;
    let bestScore: number = acrossTimeThreshold.claimed - 1;
    for (const position of index.find(visit.traits)) {
      const candidate = known[position];
      const score = candidate === undefined ? undefined : likeness(visit.traits, candidate.group.traits);
      if (score !== undefined && score > bestScore) [best, bestScore] = [candidate, score];
    }
    best?.replaced.push(visit);
    return best === undefined;
  });
}

/** Which machines the evidence is about: fresh evidence first, then what is known of hosts nobody reached. */
export function identifyGroups(observations: readonly Observation[], priorHosts: readonly Host[]): readonly Identified[] {
  const visits = [...observations].sort((a, b) => compareText(a.target, b.target)).map(readVisit);
  const fresh = groupVisits(visits.filter(({ observation }) => observation.fresh));
  const older = sortOlderVisits(
    visits.filter(({ observation }) => !observation.fresh),
    priorHosts,
  );
  const matched = matchPrior(fresh, priorHosts, new Set([...older.inUse.keys(), ...older.replaced.keys()]));
  const taken = new Set([...matched.values()].map(({ id }) => id));
  const known = fresh.map((group, position) => {
    const prior = matched.get(position);
    const behind = prior === undefined ? [] : [...(older.inUse.get(prior.id) ?? []), ...(older.replaced.get(prior.id) ?? [])];
    return identified(group, prior, behind);
  });
  for (const host of priorHosts) if (!taken.has(host.id)) known.push(...fromOlder(host, older));
  const others = groupVisits(replaceOlder(older.unknown, known));
  const present = new Set(known.map(({ prior }) => prior?.id));
  const matchedOthers = matchPrior(
    others,
    priorHosts.filter(({ id }) => !present.has(id)),
    new Set(),
  );
  return [...known, ...others.map((group, position) => identified(group, matchedOthers.get(position), []))];
}
