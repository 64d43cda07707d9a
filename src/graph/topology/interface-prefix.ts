import type { AddressFact } from '../../model/fact.ts';
import { cidrOf } from './cidr.ts';
import type { Told } from './told.ts';

interface DirectRoute {
  readonly cidr: string;
  readonly prefix: number;
}

/** The networks that a host reaches out of its interfaces without a gateway, by interface. */
function directRoutes({ route }: Told): ReadonlyMap<string, readonly DirectRoute[]> {
  const found = new Map<string, DirectRoute[]>();
  for (const { destination, gateway, interface: name } of route) {
    if (gateway !== undefined || name === undefined) continue;
    const [base = '', length] = destination.split('/');
    const cidr = cidrOf(base, Number(length));
    if (cidr === undefined) continue;
    const own = found.get(name) ?? [];
    found.set(name, own);
    own.push({ cidr, prefix: Number(length) });
  }
  return found;
}

/**
 * The length of the prefix of an address: as it was told, otherwise that of the narrowest network around it which the host reaches out of the
 * same interface. Devices tell their addresses and their networks in tables of their own (`show ip arp`, `show ip route`).
 */
export function openPrefixes(told: Told): (fact: AddressFact) => number | undefined {
  if (told.address.every(({ prefix }) => prefix !== undefined)) return ({ prefix }) => prefix;
  const direct = directRoutes(told);
  return ({ address, prefix, interface: name = '' }) => {
    if (prefix !== undefined) return prefix;
    const around = (direct.get(name) ?? []).filter((one) => cidrOf(address, one.prefix) === one.cidr);
    return around.length === 0 ? undefined : Math.max(...around.map((one) => one.prefix));
  };
}
