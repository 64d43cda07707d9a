import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { intern } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';

/** `812/cgroup:0::/system.slice/nginx.service`: pid, hierarchy, controllers, path. */
const row = /^(?:\/proc\/)?(\d{1,10})\/cgroup:(\d{1,5}):([^:]{0,200}):(\/.{0,4096})$/;

/** How much a hierarchy tells: version 2 (`0::`), the one systemd keeps, the one container runtimes always use. */
const weights: ReadonlyMap<string, number> = new Map([
  ['', 3],
  ['name=systemd', 2],
  ['devices', 1],
]);

interface Choice {
  readonly line: number;
  readonly path: string;
  readonly weight: number;
}

/** The root says nothing, so any other path beats it; among equals the weightier hierarchy counts. */
function isBetter(candidate: Choice, than: Choice | undefined): boolean {
  if (than === undefined) return true;
  const [candidateIsRoot, otherIsRoot] = [candidate.path === '/', than.path === '/'];
  return candidateIsRoot === otherIsRoot ? candidate.weight > than.weight : otherIsRoot;
}

/**
 * /proc/PID/cgroup of every process (cgroups(7)), printed by grep with the path in front: one control
 * group a process. On version 1 and mixed systems a process is in one of each hierarchy.
 */
export function parseCgroups(text: string): readonly Fact[] {
  const list = factList();
  const chosen = new Map<number, Choice>();
  for (const { number, text: line } of readLines(text)) {
    const [, pidText, , controllers = '', path = ''] = row.exec(line) ?? [];
    if (pidText === undefined) {
      if (line !== '') list.skip(number, line, 'not a control group');
      continue;
    }
    const weight = weights.get(controllers);
    const pid = Number(pidText);
    if (weight === undefined) continue;
    const candidate = { line: number, path, weight };
    if (isBetter(candidate, chosen.get(pid))) chosen.set(pid, candidate);
  }
  for (const [pid, { line, path }] of chosen) list.facts.push({ fact: 'cgroup', line, pid, path: intern(path) });
  return list.facts;
}
