import type { Varbind } from '../../model/varbind.ts';
import { canonicalAddress } from '../address.ts';
import { canonicalMac } from '../mac.ts';

export { indexParts } from './oid.ts';

const hex = (bytes: Uint8Array, separator: string): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Octets as text: UTF-8 where they are that, otherwise Latin-1. */
function decodeOctets(octets: Uint8Array): string {
  try {
    return utf8.decode(octets);
  } catch {
    return Buffer.from(octets).toString('latin1');
  }
}

/** Control characters have no place in a name; a line end (10, 13) or a tab (9) does in a description. */
const unprintable = /(?![\t\r\n])\p{Cc}/gu;

/**
 * A text (DisplayString, SnmpAdminString) without the blanks and zeros around it; undefined where it is empty or no
 * text. UTF-8 where the octets are that, otherwise Latin-1.
 */
export function textOf(varbind: Varbind | undefined): string | undefined {
  if (varbind === undefined) return undefined;
  const { value } = varbind;
  const text = typeof value === 'object' ? decodeOctets(value) : String(value);
  const clean = text.replace(unprintable, '').trim();
  return clean === '' ? undefined : clean;
}

/** The octets as they came; undefined where it is a number, an OID or an address. */
export const octetsOf = (varbind: Varbind | undefined): Uint8Array | undefined =>
  typeof varbind?.value === 'object' ? varbind.value : undefined;

/** Octets in hexadecimal without separators, lower case. */
export const hexOf = (varbind: Varbind | undefined): string | undefined => {
  const octets = octetsOf(varbind);
  return octets === undefined ? undefined : hex(octets, '');
};

/** A whole number that fits 2^53, whatever its type; TimeTicks in hundredths of a second. */
export function numberOf(varbind: Varbind | undefined): number | undefined {
  if (varbind === undefined) return undefined;
  const { value } = varbind;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || varbind.type === 'oid' || varbind.type === 'address') return undefined;
  const number = /^-?\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** An object identifier in numbers, as a value. */
export const oidOf = (varbind: Varbind | undefined): string | undefined =>
  varbind?.type === 'oid' && typeof varbind.value === 'string' ? varbind.value : undefined;

/** Octets of a hardware address with colons, lower case; all zeros are none. */
export const macOfOctets = (octets: Uint8Array): string | undefined => canonicalMac(hex(octets, ':'));

/** `0:1c:73:..`, `00 1C 73 ..` and the like as text of a value. */
const writtenMac = /^[0-9a-fA-F]{1,2}(?:[:\- ][0-9a-fA-F]{1,2}){5}$/;

/**
 * A MAC: octets, or a text that spells one (walks print a DISPLAY-HINT of `1x:`, some agents answer so). All zeros are
 * none.
 */
export function macOf(varbind: Varbind | undefined): string | undefined {
  const octets = octetsOf(varbind);
  if (octets === undefined) return undefined;
  if (octets.length === 6 || octets.length === 8 || octets.length === 20) {
    const isMac = macOfOctets(octets);
    if (isMac !== undefined) return isMac;
  }
  if (octets.length < 11 || octets.length > 18) return undefined;
  const text = Buffer.from(octets).toString('latin1').trim();
  return writtenMac.test(text) ? canonicalMac(text.replaceAll(' ', ':')) : undefined;
}

/** 4 octets as IPv4, 16 as IPv6, canonical; a zone index behind them (ipv4z, ipv6z of RFC 4001) is left out. */
export function addressOfOctets(octets: ArrayLike<number>): string | undefined {
  const bytes = Array.from(octets);
  if (bytes.some((byte) => !(byte >= 0 && byte <= 255))) return undefined;
  if (bytes.length === 4 || bytes.length === 8) return canonicalAddress(bytes.slice(0, 4).join('.'));
  if (bytes.length !== 16 && bytes.length !== 20) return undefined;
  const words = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0)).toString(16));
  return canonicalAddress(words.join(':'));
}

/** An address as a value: IpAddress, InetAddress octets, or the text of one. */
export function addressOf(varbind: Varbind | undefined): string | undefined {
  if (varbind === undefined) return undefined;
  if (typeof varbind.value === 'string') return varbind.type === 'address' ? canonicalAddress(varbind.value) : undefined;
  const octets = octetsOf(varbind);
  if (octets === undefined) return undefined;
  return addressOfOctets(octets) ?? canonicalAddress(Buffer.from(octets).toString('latin1').trim());
}

/** An address read from an index, and the parts of the index behind it. */
export interface IndexAddress {
  /** Canonical; `*` where the type is unknown(0) and the length zero: any address of both families. */
  readonly address: string;
  /** Zone index of a scoped address: the ifIndex of its interface. */
  readonly zone?: number;
  readonly rest: readonly number[];
}

/** Octets of each InetAddressType (RFC 4001) and of the zone behind them. */
const sizes: Readonly<Record<number, { readonly address: number; readonly zone: number }>> = {
  1: { address: 4, zone: 0 },
  2: { address: 16, zone: 0 },
  3: { address: 4, zone: 4 },
  4: { address: 16, zone: 4 },
};

/**
 * `InetAddressType.length.octets…` in front of an index (RFC 4001). Some agents leave the length out: that is seen
 * where what stands in its place is no length of the type.
 */
export function inetAddressAt(parts: readonly number[], at = 0): IndexAddress | undefined {
  const type = parts[at];
  const length = parts[at + 1];
  if (type === undefined || length === undefined) return undefined;
  if (length === 0) return { address: '*', rest: parts.slice(at + 2) };
  const size = sizes[type];
  if (size === undefined) return undefined;
  const whole = size.address + size.zone;
  const isThere = length === whole || length === size.address;
  const start = isThere ? at + 2 : at + 1;
  const end = start + (isThere ? length : size.address);
  const octets = parts.slice(start, end);
  const address = octets.length === end - start ? addressOfOctets(octets) : undefined;
  if (address === undefined) return undefined;
  const zone = octets.slice(size.address).reduce((sum, byte) => sum * 256 + byte, 0);
  return { address, ...(zone > 0 ? { zone } : {}), rest: parts.slice(end) };
}

/** Four parts of an index as IPv4. */
export const ipv4At = (parts: readonly number[], at = 0): string | undefined => addressOfOctets(parts.slice(at, at + 4));

/** Six parts of an index as a MAC; all zeros are none. */
export function macAt(parts: readonly number[], at = 0): string | undefined {
  const octets = parts.slice(at, at + 6);
  return octets.length === 6 && octets.every((octet) => octet <= 255) ? macOfOctets(Uint8Array.from(octets)) : undefined;
}

/** Octets of a text in an index that is preceded by its length, from `at`. */
export function stringAt(parts: readonly number[], at: number): { readonly text: string; readonly end: number } | undefined {
  const length = parts[at];
  if (length === undefined || at + 1 + length > parts.length) return undefined;
  const end = at + 1 + length;
  return { text: decodeOctets(Uint8Array.from(parts.slice(at + 1, end))), end };
}
