import type { CgroupFact, ProcessFact, ProcessRef, UnitFact } from '../model/fact.ts';
import type { Observation } from '../model/observation.ts';
import { compareText } from './compare-text.ts';
import { type Placement, readPlacement } from './placement.ts';

/** What is known of the processes of one host, by pid. */
export interface HostProcesses {
  readonly byPid: ReadonlyMap<number, ProcessFact>;
  /** Where each process is placed; nothing for one whose control group is not known. */
  placementOf(pid: number): Placement | undefined;
  /** Main process of a unit, where the unit or its control group tells. */
  mainPidOf(unit: string): number | undefined;
  /** Units the host has loaded, running or not. */
  readonly units: ReadonlySet<string>;
  /** True where all processes were listed: where others' are hidden (proc(5), hidepid), process 1 is missing too. */
  readonly listed: boolean;
  /** True where the control groups of processes are known. */
  readonly placed: boolean;
}

function lowestPids(cgroups: readonly CgroupFact[]): ReadonlyMap<string, number> {
  const lowest = new Map<string, number>();
  for (const { pid, path } of cgroups) {
    const { unit, container } = readPlacement(path);
    if (unit === undefined || container !== undefined) continue;
    lowest.set(unit, Math.min(pid, lowest.get(unit) ?? pid));
  }
  return lowest;
}

/** Reads the processes of a host from its visits; of two that know a pid, the later one is right. */
export function readProcesses(observations: readonly Observation[]): HostProcesses {
  const byPid = new Map<number, ProcessFact>();
  const cgroups: CgroupFact[] = [];
  const units: UnitFact[] = [];
  for (const { facts } of [...observations].sort((a, b) => compareText(a.at, b.at) || compareText(a.target, b.target))) {
    for (const fact of facts) {
      if (fact.fact === 'process') byPid.set(fact.pid, fact);
      else if (fact.fact === 'cgroup') cgroups.push(fact);
      else if (fact.fact === 'unit') units.push(fact);
    }
  }
  const paths = new Map(cgroups.map(({ pid, path }) => [pid, path]));
  const mainPids = new Map(units.flatMap(({ name, mainPid }) => (mainPid === undefined ? [] : [[name, mainPid] as const])));
  let lowest: ReadonlyMap<string, number> | undefined;
  return {
    byPid,
    placementOf(pid) {
      const path = paths.get(pid);
      return path === undefined ? undefined : readPlacement(path);
    },
    mainPidOf(unit) {
      lowest ??= lowestPids(cgroups);
      return mainPids.get(unit) ?? lowest.get(unit);
    },
    units: new Set(units.map(({ name }) => name)),
    listed: byPid.has(1),
    placed: cgroups.length > 0,
  };
}

/** What is known of a process, from the socket that named it and from the process list. */
export function describeProcess(ref: ProcessRef, known: ProcessFact | undefined): ProcessRef {
  const name = ref.name ?? known?.name;
  const user = ref.user ?? known?.user;
  return {
    ...(ref.pid === undefined ? {} : { pid: ref.pid }),
    ...(name === undefined ? {} : { name }),
    ...(user === undefined ? {} : { user }),
  };
}
