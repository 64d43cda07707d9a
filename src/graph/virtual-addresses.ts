import type { Observation } from '../model/observation.ts';
import { unmapAddress } from './address-class.ts';
import type { KnownHost } from './identify.ts';

/** Addresses that move between hosts or that no machine has: of VRRP and its like, and of virtual servers. */
function addressesIn({ facts }: Observation): string[] {
  return facts.flatMap((fact) => {
    if (fact.fact === 'virtual-address') return [fact.address];
    const { address } = fact.fact === 'translation' && fact.kind === 'virtual-server' ? fact.original : {};
    return address === undefined || address.includes('/') ? [] : [address];
  });
}

/** Every virtual address the hosts tell of. Whoever has one at the moment answers at it. */
export const findVirtualAddresses = (hosts: readonly KnownHost[]): ReadonlySet<string> =>
  new Set(
    hosts
      .flatMap(({ observations, service }) => [...observations.flatMap(addressesIn), ...(service?.fact.addresses ?? [])])
      .map(unmapAddress),
  );
