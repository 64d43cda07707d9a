import type { Varbind } from '../../model/varbind.ts';
import { canonicalAddress } from '../address.ts';
import { renderIpv4 } from '../ipv4.ts';
import { canonicalMac } from '../mac.ts';

export { indexParts } from './oid.ts';

const isAscii = (octet: number): boolean => octet < 128;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const latin1 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1');

/** Octets as text: UTF-8 where they are that, otherwise Latin-1. */
function decodeOctets(octets: Uint8Array): string {
  if (octets.every(isAscii)) return latin1(octets);
  try {
    return utf8.decode(octets);
  } catch {
    return latin1(octets);
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
  return octets === undefined ? undefined : Buffer.from(octets).toString('hex');
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

/** Octets of a hardware address: EUI-48, EUI-64, InfiniBand (RFC 4391). */
const macLengths: ReadonlySet<number> = new Set([6, 8, 20]);
const pairs: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Octets of a hardware address with colons, lower case; all zeros are none. */
export function macOfOctets(octets: ArrayLike<number>): string | undefined {
  if (!macLengths.has(octets.length)) return undefined;
  let text = '';
  let isSet = false;
  for (let at = 0; at < octets.length; at += 1) {
    const octet = octets[at] ?? 0;
    isSet ||= octet !== 0;
    text += at === 0 ? pairs[octet] : `:${pairs[octet]}`;
  }
  return isSet ? text : undefined;
}

/** `0:1c:73:..`, `00 1C 73 ..` and the like as text of a value. */
const writtenMac = /^[0-9a-fA-F]{1,2}(?:[:\- ][0-9a-fA-F]{1,2}){5}$/;

/**
 * A MAC: octets, or a text that spells one (walks print a DISPLAY-HINT of `1x:`, some agents answer so). All zeros are
 * none.
 */
export function macOf(varbind: Varbind | undefined): string | undefined {
  const octets = octetsOf(varbind);
  if (octets === undefined) return undefined;
  const mac = macOfOctets(octets);
  if (mac !== undefined) return mac;
  if (octets.length < 11 || octets.length > 18) return undefined;
  const text = latin1(octets).trim();
  return writtenMac.test(text) ? canonicalMac(text.replaceAll(' ', ':')) : undefined;
}

/** Four octets from `at` on as a dotted quad; undefined where one of them is missing or none. */
function ipv4Octets(octets: ArrayLike<number>, at: number): string | undefined {
  let value = 0;
  for (let next = at; next < at + 4; next += 1) {
    const octet = octets[next];
    if (octet === undefined || octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return renderIpv4(value);
}

function ipv6Octets(octets: ArrayLike<number>, at: number): string | undefined {
  const words: string[] = [];
  for (let next = at; next < at + 16; next += 2) {
    const [high, low] = [octets[next], octets[next + 1]];
    if (high === undefined || low === undefined || high > 255 || low > 255) return undefined;
    words.push((high * 256 + low).toString(16));
  }
  return canonicalAddress(words.join(':'));
}

/** 4 octets as IPv4, 16 as IPv6, canonical; a zone index behind them (ipv4z, ipv6z of RFC 4001) is left out. */
export function addressOfOctets(octets: ArrayLike<number>): string | undefined {
  const { length } = octets;
  if (length === 4 || length === 8) return ipv4Octets(octets, 0);
  return length === 16 || length === 20 ? ipv6Octets(octets, 0) : undefined;
}

/** Four octets are an address, whatever letters they make (`::1a` is 58.58.49.97). */
const shortestWritten = 5;

/** An address as a value: IpAddress, InetAddress octets, or the text of one. */
export function addressOf(varbind: Varbind | undefined): string | undefined {
  if (varbind === undefined) return undefined;
  if (typeof varbind.value === 'string') return varbind.type === 'address' ? canonicalAddress(varbind.value) : undefined;
  const octets = octetsOf(varbind);
  if (octets === undefined) return undefined;
  // `10.1.2.3` has as many octets as an address with a zone behind it: what reads as an address is meant as one.
  const written = octets.length >= shortestWritten ? canonicalAddress(latin1(octets).trim()) : undefined;
  return written ?? addressOfOctets(octets);
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
  if (end > parts.length) return undefined;
  const address = size.address === 4 ? ipv4Octets(parts, start) : ipv6Octets(parts, start);
  if (address === undefined) return undefined;
  const zone = parts.slice(start + size.address, end).reduce((sum, byte) => sum * 256 + byte, 0);
  const rest = parts.slice(end);
  return zone > 0 ? { address, zone, rest } : { address, rest };
}

/** Four parts of an index as IPv4. */
export const ipv4At = (parts: readonly number[], at = 0): string | undefined => ipv4Octets(parts, at);
