import type { ContainerFact } from '../model/container-fact.ts';
import type { ProcessFact } from '../model/fact.ts';
import { compareText } from './compare-text.ts';
import { type NamedContainer, nameContainer, shortId } from './container-name.ts';
import type { Placement } from './placement.ts';

/** Where a process is, with what the runtimes of the host say of its container. */
export interface KnownPlacement extends Placement {
  readonly known?: NamedContainer;
}

/** The containers of one host. */
export interface HostContainers {
  readonly facts: readonly ContainerFact[];
  /** The placement with the name of the container in place of its id, where a runtime told it. */
  name(placement: Placement): KnownPlacement;
  /** The container a process is in, by the main process it descends from. */
  ofProcess(pid: number): KnownPlacement | undefined;
}

const none: HostContainers = { facts: [], name: (placement) => placement, ofProcess: () => undefined };

/** A chain of parents longer than this is a circle, or nobody's container. */
const mostParents = 64;

const orderOf = ({ runtime, id, name }: ContainerFact): string => JSON.stringify([runtime, name ?? '', id ?? '']);

function indexBy<Key>(
  facts: readonly ContainerFact[],
  keyOf: (fact: ContainerFact) => Key | undefined,
): ReadonlyMap<Key, NamedContainer> {
  const index = new Map<Key, NamedContainer>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const named = key === undefined ? undefined : nameContainer(fact);
    if (key !== undefined && named !== undefined && !index.has(key)) index.set(key, named);
  }
  return index;
}

const placeIn = (known: NamedContainer): KnownPlacement => ({ container: known.container, known });

/**
 * Reads what the runtimes of a host say of its containers: by the id that stands in control groups, by name (LXC, nspawn),
 * and by main process. What they say does not depend on the order they said it in.
 */
export function readContainers(all: readonly ContainerFact[], processes: ReadonlyMap<number, ProcessFact>): HostContainers {
  if (all.length === 0) return none;
  const facts = [...all].sort((a, b) => compareText(orderOf(a), orderOf(b)));
  const byId = indexBy(facts, ({ id }) => (id === undefined ? undefined : shortId(id)));
  const byName = indexBy(facts, ({ name }) => name);
  const byPid = indexBy(facts, ({ pid }) => (pid === 0 ? undefined : pid));
  return {
    facts,
    name(placement) {
      const { container } = placement;
      const known = container === undefined ? undefined : (byId.get(container) ?? byName.get(container));
      return known === undefined ? placement : { ...placement, ...placeIn(known) };
    },
    ofProcess(pid) {
      let at: number | undefined = pid;
      for (let step = 0; at !== undefined && step < mostParents; step++) {
        const known = byPid.get(at);
        if (known !== undefined) return placeIn(known);
        at = processes.get(at)?.ppid;
      }
      return undefined;
    },
  };
}
