import type { AddressFact } from '../model/fact.ts';
import { classifyAddress } from './address-class.ts';
import { isContainerBridge } from './container-interface.ts';
import type { HostNamespaces } from './host-namespaces.ts';

import { parseSubnet, type Subnet, subnetContains } from './subnet.ts';

/** One network namespace of a host other than its own, as the address book needs it. */
export interface Inside {
  readonly netns: number;
  readonly addresses: ReadonlySet<string>;
  /** Those of them that everybody can reach, and those that mean something on this host only. */
  readonly global: ReadonlySet<string>;
  readonly scoped: ReadonlySet<string>;
  readonly subnets: readonly Subnet[];
}

/** slirp4netns(1) gives every rootless container the same address on an interface of this name, which nobody else can reach. */
const userModeInterface = 'tap0';

const subnetOf = ({ address, prefix }: AddressFact): Subnet[] => {
  const subnet = prefix === undefined ? undefined : parseSubnet(address, prefix);
  return subnet === undefined ? [] : [subnet];
};

/** What is behind the bridges that are themselves in a namespace: of rootless podman, of docker in a container. */
export const innerBridges = ({ addresses }: HostNamespaces): Subnet[] =>
  [...addresses.values()].flatMap((facts) =>
    facts.filter((fact) => fact.interface !== undefined && isContainerBridge(fact.interface)).flatMap(subnetOf),
  );

/** Addresses that the namespaces of more than one host have. */
export function findShared(hosts: readonly HostNamespaces[]): ReadonlySet<string> {
  const first = new Map<string, number>();
  const shared = new Set<string>();
  for (const [position, { addresses }] of hosts.entries()) {
    for (const { address } of [...addresses.values()].flat()) {
      const owner = first.get(address) ?? position;
      first.set(address, owner);
      if (owner !== position) shared.add(address);
    }
  }
  return shared;
}

const addressesIn = (facts: readonly AddressFact[]): ReadonlySet<string> => new Set(facts.map(({ address }) => address));

/**
 * Sorts the addresses of the namespaces of one host. Behind a container bridge an address means something on this host only; so
 * does one that the namespaces of several hosts have. Any other (macvlan, routed pods) is known to everybody.
 * @param routed addresses that everybody can reach, as an inventory says
 */
export function sortInside(
  { addresses }: HostNamespaces,
  own: { readonly scopedSubnets: readonly Subnet[] },
  shared: ReadonlySet<string>,
  routed: ReadonlySet<string>,
): readonly Inside[] {
  const isScoped = ({ address }: AddressFact): boolean =>
    !routed.has(address) &&
    ((shared.has(address) && classifyAddress(address) === 'private') ||
      own.scopedSubnets.some((subnet) => subnetContains(subnet, address)));
  return [...addresses].map(([netns, facts]) => {
    const reachable = facts.filter((fact) => fact.interface !== userModeInterface);
    return {
      netns,
      addresses: addressesIn(facts),
      global: addressesIn(reachable.filter((fact) => !isScoped(fact))),
      scoped: addressesIn(reachable.filter(isScoped)),
      subnets: facts.flatMap(subnetOf),
    };
  });
}
