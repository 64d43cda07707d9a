import type { FdbFact } from '../../model/network-fact.ts';

/** dot1dTpFdbStatus, dot1qTpFdbStatus (RFC 4188, RFC 4363). */
export const fdbStatuses: Readonly<Record<number, NonNullable<FdbFact['status']>>> = {
  1: 'other',
  2: 'invalid',
  3: 'learned',
  4: 'self',
  5: 'management',
};

const isOctet = (part: number): boolean => part <= 255;

/**
 * The MAC that ends an index, from part `at` on: six octets, or their number and the octets, as some agents write it.
 * All zeros are kept: that is what the bridge says it knows.
 */
export function fdbMac(parts: readonly number[], at: number): string | undefined {
  const rest = parts.slice(at);
  const octets = rest.length === 7 && rest[0] === 6 ? rest.slice(1) : rest;
  if (octets.length !== 6 || !octets.every(isOctet)) return undefined;
  return octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':');
}
