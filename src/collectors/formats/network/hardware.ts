import { canonicalAddress } from '../../../text/address.ts';
import { canonicalMac } from '../../../text/mac.ts';

const halves = /^[0-9a-fA-F]{6}-[0-9a-fA-F]{6}$/;
const plain = /^[0-9a-fA-F]{12}$/;
const spaced = /^[0-9a-fA-F]{2}(?: [0-9a-fA-F]{2}){5}$/;

/**
 * A hardware address as network devices write it, in lower case with colons: besides the forms of hosts `0015b2-a45078`
 * (ArubaOS-Switch), `5c 0e 8b 11 22 33` (its neighbors), and in brackets (EXOS).
 */
export function deviceMac(text: string): string | undefined {
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text;
  if (halves.test(bare) || plain.test(bare) || spaced.test(bare)) {
    const digits = bare.replace(/[- ]/g, '');
    return canonicalMac(digits.replace(/(..)(?!$)/g, '$1:'));
  }
  return canonicalMac(bare);
}

/** Chassis or port id: a MAC with colons, an address in canonical form, otherwise as sent. */
export const deviceId = (text: string): string => deviceMac(text) ?? canonicalAddress(text) ?? text;
