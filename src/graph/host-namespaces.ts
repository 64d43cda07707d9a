import type { ContainerFact, NamespaceFact } from '../model/container-fact.ts';
import type { AddressFact } from '../model/fact.ts';
import type { Observation } from '../model/observation.ts';
import { isHostAddress, unmapAddress } from './address-class.ts';
import { compareText } from './compare-text.ts';

/** A running container with a network of its own. */
export interface InnerContainer {
  readonly fact: ContainerFact;
  readonly netns: number;
}

/** The network namespaces of a host other than its own, by the number the host gives them. */
export interface HostNamespaces {
  /** Addresses that mean something outside of the namespace. */
  readonly addresses: ReadonlyMap<number, readonly AddressFact[]>;
  /** The processes in each. */
  readonly pids: ReadonlyMap<number, readonly number[]>;
  readonly containers: readonly InnerContainer[];
}

const none: HostNamespaces = { addresses: new Map(), pids: new Map(), containers: [] };

/** As runtimes call what still has its network. */
const running: ReadonlySet<string> = new Set(['running', 'paused', 'up', 'ready']);

const isRunning = ({ state }: ContainerFact): boolean => state === undefined || running.has(state);

const orderOf = ({ runtime, name, id }: ContainerFact): string => JSON.stringify([runtime, name ?? '', id ?? '']);

/** Each container once, however many visits told of it: two with one address would be two that share it. */
function distinct(containers: readonly ContainerFact[]): ContainerFact[] {
  const byName = new Map<string, ContainerFact>();
  for (const fact of containers) {
    const key = JSON.stringify([fact.runtime, fact.id ?? fact.name ?? orderOf(fact), fact.user ?? '']);
    byName.set(key, { ...fact, ...byName.get(key) });
  }
  return [...byName.values()];
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

interface Told {
  readonly namespaces: NamespaceFact[];
  readonly addresses: AddressFact[];
  readonly containers: ContainerFact[];
}

function collect(observations: readonly Observation[]): Told {
  const told: Told = { namespaces: [], addresses: [], containers: [] };
  for (const { facts } of observations) {
    for (const fact of facts) {
      if (fact.fact === 'namespace') told.namespaces.push(fact);
      else if (fact.fact === 'address' && fact.netns !== undefined) told.addresses.push(fact);
      else if (fact.fact === 'container') told.containers.push(fact);
    }
  }
  return told;
}

function addressesBy(facts: readonly AddressFact[]): Map<number, AddressFact[]> {
  const addresses = new Map<number, AddressFact[]>();
  const seen = new Set<string>();
  for (const fact of facts) {
    const address = unmapAddress(fact.address);
    const key = `${fact.netns} ${address}`;
    if (fact.netns === undefined || !isHostAddress(address) || seen.has(key)) continue;
    seen.add(key);
    push(addresses, fact.netns, { ...fact, address });
  }
  return addresses;
}

/**
 * Where the containers are. One whose namespace nobody could look into has a namespace all the same: a negative number stands
 * for it. One in the network of the host itself has none.
 */
function placeContainers(facts: readonly ContainerFact[], netnsOf: ReadonlyMap<number, number>, home?: number): InnerContainer[] {
  return facts.flatMap((fact, position): InnerContainer[] => {
    const known = fact.pid === undefined ? undefined : netnsOf.get(fact.pid);
    if (known !== undefined) return known === home ? [] : [{ fact, netns: known }];
    const hasNetwork = (fact.addresses ?? []).length > 0 || (fact.ports ?? []).length > 0;
    return hasNetwork && fact.networks?.includes('host') !== true ? [{ fact, netns: -1 - position }] : [];
  });
}

/** What the runtime says of the addresses, where the namespace itself was not read. */
function addTold(addresses: Map<number, AddressFact[]>, containers: readonly InnerContainer[]): void {
  const read = new Set(addresses.keys());
  for (const { fact, netns } of containers) {
    if (read.has(netns)) continue;
    for (const address of fact.addresses ?? []) {
      if (isHostAddress(address)) push(addresses, netns, { fact: 'address', address, netns });
    }
  }
}

/** Reads the network namespaces of a host from its visits. The namespace of process 1 is the host's own, if no other is told to be. */
export function readNamespaces(observations: readonly Observation[]): HostNamespaces {
  const told = collect(observations);
  if (told.namespaces.length + told.addresses.length + told.containers.length === 0) return none;
  const netnsOf = new Map(told.namespaces.map(({ pid, netns }) => [pid, netns]));
  const addresses = addressesBy(told.addresses);
  const first = netnsOf.get(1);
  const home = first === undefined || addresses.has(first) ? undefined : first;
  const sorted = told.containers.filter(isRunning).sort((a, b) => compareText(orderOf(a), orderOf(b)));
  const containers = placeContainers(distinct(sorted), netnsOf, home);
  addTold(addresses, containers);
  const pids = new Map<number, number[]>();
  for (const [pid, netns] of netnsOf) if (netns !== home) push(pids, netns, pid);
  return { addresses, pids, containers };
}
