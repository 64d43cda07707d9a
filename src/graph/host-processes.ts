import type { ContainerFact, DescriptorFact } from '../model/container-fact.ts';
import type { CgroupFact, ProcessFact, ProcessRef, UnitFact } from '../model/fact.ts';
import type { Observation } from '../model/observation.ts';
import { compareText } from './compare-text.ts';
import { type HostContainers, type KnownPlacement, readContainers } from './host-containers.ts';
import { type HostNamespaces, readNamespaces } from './host-namespaces.ts';
import { findNamespaceHolders, type NamespaceHolders } from './namespace-holder.ts';
import { readPlacement } from './placement.ts';

/** What is known of the processes of one host, by pid. */
export interface HostProcesses {
  readonly byPid: ReadonlyMap<number, ProcessFact>;
  /** Where each process is placed; nothing for one whose control group is not known. */
  placementOf(pid: number): KnownPlacement | undefined;
  /** Where a control group path places what is in it. */
  placementAt(path: string): KnownPlacement;
  /** The processes that hold a socket, by its inode, where the host told so beside the table. */
  holdersOf(inode: number): readonly ProcessRef[];
  /** Main process of a unit, where the unit or its control group tells. */
  mainPidOf(unit: string): number | undefined;
  /** Units the host has loaded, running or not. */
  readonly units: ReadonlySet<string>;
  /** True where all processes were listed: where others' are hidden (proc(5), hidepid), process 1 is missing too. On Windows it is process 4. */
  readonly listed: boolean;
  /** True where the control groups of processes are known. */
  readonly placed: boolean;
  readonly containers: HostContainers;
  readonly namespaces: HostNamespaces & NamespaceHolders;
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

/** The facts that say who runs on a host, the later visit's last. */
interface Told {
  readonly byPid: Map<number, ProcessFact>;
  readonly cgroups: CgroupFact[];
  readonly units: UnitFact[];
  readonly containers: ContainerFact[];
  readonly descriptors: DescriptorFact[];
}

function collect(observations: readonly Observation[]): Told {
  const told: Told = { byPid: new Map(), cgroups: [], units: [], containers: [], descriptors: [] };
  for (const { facts } of [...observations].sort((a, b) => compareText(a.at, b.at) || compareText(a.target, b.target))) {
    for (const fact of facts) {
      if (fact.fact === 'process') told.byPid.set(fact.pid, fact);
      else if (fact.fact === 'cgroup') told.cgroups.push(fact);
      else if (fact.fact === 'unit') told.units.push(fact);
      else if (fact.fact === 'container') told.containers.push(fact);
      else if (fact.fact === 'descriptor') told.descriptors.push(fact);
    }
  }
  return told;
}

function holdersBy(descriptors: readonly DescriptorFact[]): ReadonlyMap<number, readonly ProcessRef[]> {
  const holders = new Map<number, ProcessRef[]>();
  for (const { pid, inode } of descriptors) {
    const known = holders.get(inode);
    if (known === undefined) holders.set(inode, [{ pid }]);
    else if (!known.some((holder) => holder.pid === pid)) known.push({ pid });
  }
  return holders;
}

/** Reads the processes of a host from its visits; of two that know a pid, the later one is right. */
export function readProcesses(observations: readonly Observation[]): HostProcesses {
  const { byPid, cgroups, units, containers: told, descriptors } = collect(observations);
  const paths = new Map(cgroups.map(({ pid, path }) => [pid, path]));
  const mainPids = new Map(units.flatMap(({ name, mainPid }) => (mainPid === undefined ? [] : [[name, mainPid] as const])));
  let lowest: ReadonlyMap<string, number> | undefined;
  const holders = holdersBy(descriptors);
  const containers = readContainers(told, byPid);
  const namespaces = readNamespaces(observations);
  const placementAt = (path: string): KnownPlacement => containers.name(readPlacement(path));
  const placementOf = (pid: number): KnownPlacement | undefined => {
    const path = paths.get(pid);
    return path === undefined ? containers.ofProcess(pid) : placementAt(path);
  };
  return {
    byPid,
    placementOf,
    placementAt,
    holdersOf: (inode) => holders.get(inode) ?? [],
    mainPidOf(unit) {
      lowest ??= lowestPids(cgroups);
      return mainPids.get(unit) ?? lowest.get(unit);
    },
    units: new Set(units.map(({ name }) => name)),
    listed: byPid.has(1) || byPid.get(4)?.name === 'System',
    placed: cgroups.length > 0,
    containers,
    namespaces: { ...namespaces, ...findNamespaceHolders({ byPid, namespaces, containers, placementOf }) },
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
