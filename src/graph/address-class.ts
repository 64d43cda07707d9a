import { isIPv4, isIPv6 } from 'node:net';

export type AddressClass =
  | 'unspecified'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'broadcast'
  | 'private'
  | 'public'
  | 'invalid';

/** v4-mapped IPv6 (RFC 4291, 2.5.5.2) is the same peer as the IPv4 address in it. */
export const unmapAddress = (address: string): string =>
  address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;

/** RFC 1918 and RFC 6598 (carrier-grade NAT); RFC 2544 is for benchmarks inside a network. */
function isPrivateIPv4(a: number, b: number): boolean {
  return (
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 198 && (b === 18 || b === 19))
  );
}

function classifyIPv4(address: string): AddressClass {
  const a = Number.parseInt(address, 10);
  const b = Number.parseInt(address.slice(address.indexOf('.') + 1), 10);
  if (a === 127) return 'loopback';
  if (a === 0) return 'unspecified';
  if (address === '255.255.255.255') return 'broadcast';
  if (a >= 224 && a < 240) return 'multicast';
  if (a === 169 && b === 254) return 'link-local';
  return isPrivateIPv4(a, b) ? 'private' : 'public';
}

/** IANA IPv6 special-purpose address registry; a canonical address keeps its first group. */
function classifyIPv6(address: string): AddressClass {
  if (address === '::') return 'unspecified';
  if (address === '::1') return 'loopback';
  const first = address.startsWith('::') ? 0 : Number.parseInt(address, 16);
  if (first >= 0xff00) return 'multicast';
  if (first >= 0xfe80 && first <= 0xfebf) return 'link-local';
  return (first >= 0xfc00 && first <= 0xfdff) || (first >= 0xfec0 && first <= 0xfeff) ? 'private' : 'public';
}

/** What kind of address this is. `*` is unspecified; what is no address at all is `invalid`. */
export function classifyAddress(address: string): AddressClass {
  if (address === '*') return 'unspecified';
  if (isIPv4(address)) return classifyIPv4(address);
  return isIPv6(address) ? classifyIPv6(address) : 'invalid';
}

/** True for an address that names one host for everybody: not loopback, link-local, a group or nothing. */
export function isHostAddress(address: string): boolean {
  const kind = classifyAddress(address);
  return kind === 'private' || kind === 'public';
}
