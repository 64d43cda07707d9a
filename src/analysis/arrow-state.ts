import { meaningOf } from '../model/failure.ts';
import type { Dependency } from '../model/snapshot.ts';
import { stateText } from './direction-text.ts';
import { type Estate, hostName } from './estate.ts';
import { isConfirmed, isDark, isUnasked } from './sight.ts';
import { clock } from './time-text.ts';

/** `2026-03-01`: what fits into a column. */
const day = (iso: string): string => iso.slice(0, 10);

/** True where nobody can tell whether the arrow is still there: an end was tried in vain, and nobody else saw it. */
function isUnknown(estate: Estate, dependency: Dependency): boolean {
  if (dependency.silent === true || isConfirmed(estate, dependency)) return false;
  return [dependency.from, dependency.to].some(({ host }) => isDark(estate.hosts.get(host)));
}

/** The state for a column: `active`, `silent`, or `active, unknown since 2026-03-01`. */
export function stateColumn(estate: Estate, dependency: Dependency): string {
  const state = stateText(dependency);
  return isUnknown(estate, dependency) ? `${state}, unknown since ${day(dependency.lastSeen)}` : state;
}

/** The state in words: until when it holds, where it is not of this scan. */
export function stateSentence(estate: Estate, dependency: Dependency): string {
  const seen = clock(dependency.lastSeen);
  if (dependency.silent === true) return `silent: seen until ${seen}, not in this scan`;
  return isUnknown(estate, dependency) ? `${dependency.state}, unknown since ${seen}` : dependency.state;
}

/** What is told of the ends from evidence older than the scan, a sentence for each such host. */
export function olderEvidence(estate: Estate, { from, to }: Dependency): string[] {
  return [...new Set([from.host, to.host])].flatMap((id) => {
    const host = estate.hosts.get(id);
    if (host?.evidence === undefined) return [];
    const { at, status } = host.evidence;
    const stands = `what it said ${clock(at)} stands`;
    const name = hostName(estate, id);
    if (isUnasked(host)) return [`${name} was not asked in this scan: ${stands}`];
    if (!isDark(host) || status === 'collected') return [];
    return [`${name} could not be read in this scan (${status}: ${meaningOf(status)}): ${stands}`];
  });
}
