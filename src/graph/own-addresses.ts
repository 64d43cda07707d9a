import type { AddressFact } from '../model/fact.ts';
import { classifyAddress, unmapAddress } from './address-class.ts';
import { isContainerBridge } from './container-interface.ts';
import { type HostNamespaces, readNamespaces } from './host-namespaces.ts';
import type { KnownHost } from './identify.ts';
import { findShared, type Inside, innerBridges, sortInside } from './inside-addresses.ts';
import { podAddresses } from './listed-pods.ts';
import { parseSubnet, type Subnet, subnetContains } from './subnet.ts';

/** A private network address with the same prefix on this many hosts is that of a bridge, nobody's own. */
const tooManyOwners = 3;

/** The addresses of one host, sorted by what they mean to others. */
export interface OwnAddresses {
  /** Name this host to everybody. */
  readonly global: ReadonlySet<string>;
  /** Mean something on this host only: on container bridges, or on many hosts alike. */
  readonly scoped: ReadonlySet<string>;
  /** What is behind the container bridges: peers there are this host's own. */
  readonly scopedSubnets: readonly Subnet[];
  /** The networks of the host, for their broadcast addresses. */
  readonly subnets: readonly Subnet[];
  /** What its other network namespaces have. None of it tells which host this is. */
  readonly inside: readonly Inside[];
}

const addressFacts = (host: KnownHost): AddressFact[] =>
  host.observations.flatMap(({ facts }) =>
    facts.filter((fact) => fact.fact === 'address' && fact.netns === undefined),
  ) as AddressFact[];

const prefixKey = (fact: AddressFact): string => `${fact.address}/${fact.prefix ?? ''}`;

const onBridge = (fact: AddressFact): boolean => fact.interface !== undefined && isContainerBridge(fact.interface);

/** An address without a network, as of anycast and of servers behind a balancer (direct routing), is a real one. */
const isAlone = ({ address, prefix }: AddressFact): boolean => prefix === (address.includes(':') ? 128 : 32);

/** Private addresses that many hosts have with the same prefix, as `address/prefix`. */
function findRepeated(all: readonly (readonly AddressFact[])[]): ReadonlySet<string> {
  const owners = new Map<string, number>();
  for (const facts of all) {
    const networked = facts.filter((fact) => classifyAddress(fact.address) === 'private' && !isAlone(fact));
    const keys = new Set(networked.map(prefixKey));
    for (const key of keys) owners.set(key, (owners.get(key) ?? 0) + 1);
  }
  return new Set([...owners].filter(([, count]) => count >= tooManyOwners).map(([key]) => key));
}

const subnetsOf = (facts: readonly AddressFact[]): Subnet[] =>
  facts.flatMap(({ address, prefix }) => (prefix === undefined ? [] : (parseSubnet(address, prefix) ?? [])));

const subnetKey = ({ width, bits, prefix }: Subnet): string => `${width}/${bits}/${prefix}`;

/** What the sorting of one host's addresses needs to know of all hosts. */
interface Repetition {
  /** As `findRepeated` and `findShared` say. */
  readonly repeated: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}

function sortAddresses(
  host: KnownHost,
  facts: readonly AddressFact[],
  namespaces: HostNamespaces,
  { repeated, shared }: Repetition,
): OwnAddresses {
  const isScoped = (fact: AddressFact): boolean => onBridge(fact) || repeated.has(prefixKey(fact));
  const scopedFacts = facts.filter(isScoped);
  const scoped = new Set(scopedFacts.map(({ address }) => unmapAddress(address)));
  const ownFacts = facts.filter((fact) => !isScoped(fact));
  const others = new Set(subnetsOf(ownFacts).map(subnetKey));
  // Where the host also has an address of its own in the network, the network is a real one. A wide network that only its repetition makes
  // suspect (10.0.0.1/8 inside of many routers) is one as soon as a narrower one of the host lies in it.
  const repeatedOnly = subnetsOf(scopedFacts.filter((fact) => !onBridge(fact)));
  const isAround = (subnet: Subnet): boolean => ownFacts.some(({ address }) => subnetContains(subnet, address));
  const behind = [
    ...subnetsOf(scopedFacts.filter(onBridge)),
    ...repeatedOnly.filter((subnet) => !isAround(subnet)),
    ...innerBridges(namespaces),
  ];
  const scopedSubnets = behind.filter((subnet) => !others.has(subnetKey(subnet)));
  return {
    global: new Set([...host.traits.addresses].filter((address) => !scoped.has(address))),
    scoped,
    scopedSubnets,
    subnets: subnetsOf(facts),
    inside: sortInside(namespaces, { scopedSubnets }, shared, podAddresses(host)),
  };
}

/** Sorts the addresses of every host, in the order of `hosts`. */
export function sortOwnAddresses(hosts: readonly KnownHost[]): readonly OwnAddresses[] {
  const facts = hosts.map(addressFacts);
  const namespaces = hosts.map(({ observations }) => readNamespaces(observations));
  const repetition = { repeated: findRepeated(facts), shared: findShared(namespaces) };
  return hosts.map((host, position) =>
    sortAddresses(host, facts[position] ?? [], namespaces[position] ?? readNamespaces([]), repetition),
  );
}
