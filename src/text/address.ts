import { Address6 } from 'ip-address';
import { ownCopy } from './intern.ts';
import { renderIpv4, scanIpv4 } from './ipv4.ts';

/** An address in its one spelling. */
export interface ReadAddress {
  /** RFC 5952, v4-mapped IPv6 as IPv4, `*` for any address of both families. */
  readonly address: string;
  /** Interface of a scoped address, `eth0` of `fe80::1%eth0` (RFC 4007, 11). */
  readonly zone?: string;
}

/** The longest text form: six groups and a dotted quad. */
const longestIpv6 = 45;
/** Brackets, address, `%` and an interface name, with some room for other systems' names. */
const longestText = 128;
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
const mappedPrefix = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
const cacheSize = 8_192;

/** The library is exact but takes microseconds and throws on a bad address, so it is asked once an address. */
function parseIpv6(text: string): string | undefined {
  if (text.length > longestIpv6 || !ipv6Alphabet.test(text) || !text.includes(':')) return undefined;
  try {
    const canonical = new Address6(text).correctForm();
    const mapped = mappedPrefix.exec(canonical);
    if (mapped === null) return canonical;
    const [, high = '', low = ''] = mapped;
    return renderIpv4(Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16));
  } catch {
    return undefined;
  }
}

const withoutBrackets = (text: string): string => (text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text);

/** The zone stands inside the brackets or, as ss writes it, behind them: `[fe80::1]%eth0`. */
function parseAddress(text: string): ReadAddress | undefined {
  const bare = withoutBrackets(text);
  const percent = bare.indexOf('%');
  const digits = percent === -1 ? bare : withoutBrackets(bare.slice(0, percent));
  const ipv4 = scanIpv4(digits, 0, digits.length);
  const address = digits === '*' ? '*' : ipv4 >= 0 ? renderIpv4(ipv4) : parseIpv6(digits);
  if (address === undefined) return undefined;
  return percent === -1 || percent === bare.length - 1 ? { address } : { address, zone: ownCopy(bare.slice(percent + 1)) };
}

const cache = new Map<string, ReadAddress | undefined>();

/**
 * Reads one address, also `*`, `[::1]`, `fe80::1%eth0` and `[fe80::1]%eth0`. Strict: four decimal octets without
 * leading zeros, or IPv6 as RFC 4291, 2.2 writes it; undefined for anything else.
 */
export function readAddress(text: string): ReadAddress | undefined {
  if (text.length > longestText) return undefined;
  const cached = cache.get(text);
  if (cached !== undefined || cache.has(text)) return cached;
  const read = parseAddress(text);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(ownCopy(text), read);
  return read;
}

/** The canonical form of one address without its zone; undefined where it is none. */
export function canonicalAddress(text: string): string | undefined {
  const ipv4 = scanIpv4(text, 0, text.length);
  return ipv4 >= 0 ? renderIpv4(ipv4) : readAddress(text)?.address;
}

/** A wildcard: any address of one family or of both. */
export const isAnyAddress = (address: string | undefined): boolean =>
  address === '0.0.0.0' || address === '*' || address === '::';
