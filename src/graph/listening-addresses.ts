import { isIPv4 } from 'node:net';
import type { AddressFact } from '../model/fact.ts';

/**
 * The addresses a socket in a network namespace listens on: "any address" means those of the namespace, where they are
 * known. `::` is also every IPv4 address (ipv6(7), IPV6_V6ONLY), as far as the table tells.
 */
export function listeningAddresses(listening: string, inside: readonly AddressFact[]): readonly string[] {
  if (listening !== '*' && listening !== '::' && listening !== '0.0.0.0') return [listening];
  const addresses = inside.map(({ address }) => address).filter((address) => listening !== '0.0.0.0' || isIPv4(address));
  return addresses.length > 0 ? addresses : [listening];
}
