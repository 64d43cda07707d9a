import type { FdbFact } from '../../model/network-fact.ts';

/** dot1dTpFdbStatus, dot1qTpFdbStatus (RFC 4188, RFC 4363). */
export const fdbStatuses: Readonly<Record<number, NonNullable<FdbFact['status']>>> = {
  1: 'other',
  2: 'invalid',
  3: 'learned',
  4: 'self',
  5: 'management',
};

const pairs: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * The MAC that ends an index, from part `at` on: six octets, or their number and the octets, as some agents write it.
 * All zeros are kept: that is what the bridge says it knows.
 */
export function fdbMac(parts: readonly number[], at: number): string | undefined {
  const count = parts.length - at;
  if (count !== 6 && !(count === 7 && parts[at] === 6)) return undefined;
  let mac = '';
  for (let next = parts.length - 6; next < parts.length; next += 1) {
    const pair = pairs[parts[next] ?? -1];
    if (pair === undefined) return undefined;
    mac += mac === '' ? pair : `:${pair}`;
  }
  return mac;
}
