import type { Observation } from '../model/observation.ts';
import type { Host } from '../model/snapshot.ts';
import { createCandidateIndex } from './candidate-index.ts';
import { compareText } from './compare-text.ts';
import { groupVisits, makeGroup, readVisit, type Visit } from './group-visits.ts';
import { acrossTimeThreshold, likeness } from './likeness.ts';
import { matchPrior } from './match-prior.ts';
import { type OlderVisits, sortOlderVisits } from './older-visits.ts';
import type { Traits } from './traits.ts';
import { type ChosenVisits, chooseVisits } from './visits-in-use.ts';

/** Evidence about one machine, and which host of the snapshot before that is. */
export interface Identified extends ChosenVisits {
  readonly prior?: Host;
}

/** The same before it is settled what of the evidence is in use. */
interface Claim {
  readonly prior: Host | undefined;
  /** Who newer evidence says the host is. */
  readonly traits: Traits;
  /** Each tier was replaced by the one before it. */
  readonly tiers: Visit[][];
}

const tiersOf = ({ inUse, filling, replaced }: OlderVisits, { id }: Host): Visit[][] =>
  [inUse, filling, replaced].map((visits) => [...(visits.get(id) ?? [])]);

/** A host nobody reached this time is what it said last; what had been replaced counts again if nothing else is left. */
function fromOlder(host: Host, older: OlderVisits): Claim[] {
  const tiers = tiersOf(older, host).filter((tier) => tier.length > 0);
  const [newest] = tiers;
  return newest === undefined ? [] : [{ prior: host, traits: makeGroup(newest).traits, tiers }];
}

/** Gives older evidence nobody claimed to the host it is about, if newer evidence tells of one. Returns the rest. */
function addOlder(visits: readonly Visit[], known: readonly Claim[]): Visit[] {
  const index = createCandidateIndex();
  for (const [position, { traits }] of known.entries()) index.add(position, traits);
  const found = new Map<Claim, Visit[]>();
  const rest = visits.filter((visit) => {
    let best: Claim | undefined;
    let bestScore: number = acrossTimeThreshold.claimed - 1;
    for (const position of index.find(visit.traits)) {
      const candidate = known[position];
      const score = candidate === undefined ? undefined : likeness(visit.traits, candidate.traits);
      if (score !== undefined && score > bestScore) [best, bestScore] = [candidate, score];
    }
    if (best !== undefined) found.set(best, [...(found.get(best) ?? []), visit]);
    return best === undefined;
  });
  for (const [claim, own] of found) claim.tiers.push(own);
  return rest;
}

function settle({ prior, tiers }: Claim): Identified {
  const chosen = chooseVisits(tiers);
  return prior === undefined ? chosen : { ...chosen, prior };
}

/** Which machines the evidence is about: fresh evidence first, then what is known of hosts nobody reached. */
export function identifyGroups(observations: readonly Observation[], priorHosts: readonly Host[]): readonly Identified[] {
  const visits = [...observations].sort((a, b) => compareText(a.target, b.target)).map(readVisit);
  const fresh = groupVisits(visits.filter(({ observation }) => observation.fresh));
  const older = sortOlderVisits(
    visits.filter(({ observation }) => !observation.fresh),
    priorHosts,
  );
  const claimed = new Set([older.inUse, older.filling, older.replaced].flatMap((map) => [...map.keys()]));
  const matched = matchPrior(fresh, priorHosts, claimed);
  const taken = new Set([...matched.values()].map(({ id }) => id));
  const known = fresh.map((group, position): Claim => {
    const prior = matched.get(position);
    const behind = prior === undefined ? [] : tiersOf(older, prior);
    return { prior, traits: group.traits, tiers: [[...group.visits], ...behind] };
  });
  for (const host of priorHosts) if (!taken.has(host.id)) known.push(...fromOlder(host, older));
  const others = groupVisits(addOlder(older.unknown, known));
  const present = new Set(known.map(({ prior }) => prior?.id));
  const matchedOthers = matchPrior(
    others,
    priorHosts.filter(({ id }) => !present.has(id)),
    new Set(),
  );
  const left = others.map(
    ({ visits: own, traits }, position): Claim => ({ prior: matchedOthers.get(position), traits, tiers: [[...own]] }),
  );
  return [...known, ...left].map(settle);
}
