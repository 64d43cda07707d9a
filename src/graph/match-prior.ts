import type { Host } from '../model/snapshot.ts';
import { createCandidateIndex } from './candidate-index.ts';
import { compareText } from './compare-text.ts';
import type { VisitGroup } from './group-visits.ts';
import { acrossTimeThreshold, likeness } from './likeness.ts';
import { matchToldNames } from './match-told-names.ts';
import { isScopedPeer } from './peer-id.ts';
import { priorTraits } from './traits.ts';

interface Pair {
  readonly score: number;
  readonly group: number;
  readonly host: Host;
}

/**
 * Which host of the snapshot before each group of visits is, by position: one to one, the most alike
 * first. `claimed` holds the ids of hosts that have older evidence of their own in use at a target
 * nobody answered from this time; to be one of them takes more. Last come devices that others told of by their names alone.
 */
export function matchPrior(
  groups: readonly VisitGroup[],
  priorHosts: readonly Host[],
  claimed: ReadonlySet<string>,
): ReadonlyMap<number, Host> {
  const known = priorHosts.filter((host) => !isScopedPeer(host)).map((host) => ({ host, traits: priorTraits(host) }));
  const index = createCandidateIndex();
  for (const [position, { traits }] of known.entries()) index.add(position, traits);
  const pairs = groups.flatMap(({ traits }, group): Pair[] =>
    index.find(traits).flatMap((position): Pair[] => {
      const candidate = known[position];
      if (candidate === undefined) return [];
      const { host } = candidate;
      const sameTarget = (host.targets ?? []).some((target) => traits.targets.has(target));
      const threshold = claimed.has(host.id) && !sameTarget ? acrossTimeThreshold.claimed : acrossTimeThreshold.unclaimed;
      const score = likeness(traits, candidate.traits);
      return score !== undefined && score >= threshold ? [{ score, group, host }] : [];
    }),
  );
  pairs.sort((a, b) => b.score - a.score || compareText(a.host.id, b.host.id) || a.group - b.group);
  const matched = takeBest(pairs);
  return new Map([...matched, ...matchToldNames(groups, matched, priorHosts)]);
}

function takeBest(pairs: readonly Pair[]): ReadonlyMap<number, Host> {
  const matched = new Map<number, Host>();
  const taken = new Set<string>();
  for (const { group, host } of pairs) {
    if (matched.has(group) || taken.has(host.id)) continue;
    matched.set(group, host);
    taken.add(host.id);
  }
  return matched;
}
