import { canonicalAddress } from './address.ts';
import { scanIpv4 } from './ipv4.ts';
import { readInteger } from './scan.ts';

/** An address with the length of its prefix, where one was written. */
export interface ReadPrefix {
  readonly address: string;
  readonly length?: number;
}

/** Number of bits in an address of this family. */
export const addressBits = (address: string): number => (address.includes(':') ? 128 : 32);

/** `10.0.0.1/24`, `fe80::1/64`, or an address alone; undefined for anything else. */
export function readPrefix(text: string): ReadPrefix | undefined {
  const slash = text.indexOf('/');
  const address = canonicalAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined || address === '*') return undefined;
  if (slash === -1) return { address };
  const length = readInteger(text.slice(slash + 1));
  return length === undefined || length > addressBits(address) ? undefined : { address, length };
}

/** Length of a contiguous netmask, `255.255.255.0` or `0xffffff00`; undefined where it is none. */
export function maskLength(text: string): number | undefined {
  const value = /^0x[0-9a-fA-F]{8}$/.test(text) ? Number.parseInt(text, 16) : scanIpv4(text, 0, text.length);
  if (value < 0) return undefined;
  const length = Math.clz32(~value >>> 0);
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  return mask === value ? length : undefined;
}

/** The destination of a route in CIDR form: an address without a length is one host. */
export const routeDestination = ({ address, length }: ReadPrefix): string => `${address}/${length ?? addressBits(address)}`;
