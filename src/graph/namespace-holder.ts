import type { ProcessFact } from '../model/fact.ts';
import { sortedUnique } from './compare-text.ts';
import { shortId } from './container-name.ts';
import type { HostContainers, KnownPlacement } from './host-containers.ts';
import type { HostNamespaces } from './host-namespaces.ts';

/** Tells whose a network namespace is. */
export interface NamespaceHolders {
  /** The container, pod or unit that all processes of a namespace are of; nothing where they are of several, or of none. */
  placementIn(netns: number): KnownPlacement | undefined;
  /** What the namespace is called for the services in it of which only the port is known. */
  labelOf(netns: number): string;
}

/** What is known of the processes of the host. */
export interface NamespaceContext {
  readonly byPid: ReadonlyMap<number, ProcessFact>;
  readonly namespaces: HostNamespaces;
  readonly containers: HostContainers;
  placementOf(pid: number): KnownPlacement | undefined;
}

/** The process that keeps the namespace of a pod open (kubernetes/build/pause) is nobody's service. */
const isPause = (process: ProcessFact | undefined): boolean => process?.name === 'pause';

/** Of containers that share a namespace nobody can say which one has a socket; of one pod, that it is the pod. */
function sharedPod(placements: readonly KnownPlacement[]): KnownPlacement | undefined {
  const [pod, ...more] = new Set(placements.map(({ known }) => known?.pod));
  return pod === undefined || more.length > 0 ? undefined : { container: pod, known: { label: pod, container: pod } };
}

function agree(placements: readonly KnownPlacement[]): KnownPlacement | undefined {
  const [first] = placements;
  if (first === undefined) return undefined;
  const { container, unit } = first;
  if (placements.every((other) => other.container === container)) {
    if (container !== undefined) return placements.every((other) => other.unit === unit) ? first : inside(first);
    return unit !== undefined && placements.every((other) => other.unit === unit) ? first : undefined;
  }
  return sharedPod(placements);
}

/** A system container runs many units: what is known is the container. */
const inside = ({ unit: _, ...rest }: KnownPlacement): KnownPlacement => rest;

/** Reads whose the namespaces of a host are from where its processes are placed. */
export function findNamespaceHolders({ byPid, namespaces, containers, placementOf }: NamespaceContext): NamespaceHolders {
  const known = new Map<number, KnownPlacement | undefined>();
  const toldIn = (netns: number): KnownPlacement[] =>
    namespaces.containers
      .filter((inner) => inner.netns === netns)
      .map(({ fact }) => containers.name({ container: fact.id === undefined ? (fact.name ?? '') : shortId(fact.id) }));
  const find = (netns: number): KnownPlacement | undefined => {
    const pids = (namespaces.pids.get(netns) ?? []).filter((pid) => !isPause(byPid.get(pid)));
    const placements = pids.flatMap((pid) => placementOf(pid) ?? []);
    return agree(placements.length > 0 ? placements : toldIn(netns));
  };
  return {
    placementIn(netns) {
      if (!known.has(netns)) known.set(netns, find(netns));
      return known.get(netns);
    },
    labelOf(netns) {
      const names = sortedUnique(toldIn(netns).flatMap(({ container }) => container ?? []));
      if (names.length > 0) return names.join('+');
      return namespaces.addresses.get(netns)?.[0]?.address ?? 'namespace';
    },
  };
}
