import { isIPv4, isIPv6 } from 'node:net';

/** An address prefix, ready to be compared with. */
export interface Subnet {
  readonly width: 32 | 128;
  readonly bits: bigint;
  readonly prefix: number;
}

const ipv4Bits = (address: string): bigint => address.split('.').reduce((bits, octet) => bits * 256n + BigInt(octet), 0n);

function ipv6Bits(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(gap).fill('0'), ...after].reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
}

function bitsOf(address: string): { readonly width: 32 | 128; readonly bits: bigint } | undefined {
  if (isIPv4(address)) return { width: 32, bits: ipv4Bits(address) };
  // A dotted tail (RFC 4291, 2.2) and a zone are not canonical and belong to no subnet here.
  return isIPv6(address) && !/[.%]/.test(address) ? { width: 128, bits: ipv6Bits(address) } : undefined;
}

/** The subnet of an interface address, or nothing where that is none. */
export function parseSubnet(address: string, prefix: number): Subnet | undefined {
  const parsed = bitsOf(address);
  if (parsed === undefined || !Number.isInteger(prefix) || prefix < 0 || prefix > parsed.width) return undefined;
  const host = BigInt(parsed.width - prefix);
  return { width: parsed.width, bits: parsed.bits >> host, prefix };
}

export function subnetContains(subnet: Subnet, address: string): boolean {
  const parsed = bitsOf(address);
  return parsed?.width === subnet.width && parsed.bits >> BigInt(subnet.width - subnet.prefix) === subnet.bits;
}

/** The highest address of an IPv4 subnet is its broadcast address (RFC 919); /31 and /32 have none (RFC 3021). */
export function isBroadcastOf(subnet: Subnet, address: string): boolean {
  if (subnet.width !== 32 || subnet.prefix > 30 || !isIPv4(address)) return false;
  const hosts = 1n << BigInt(32 - subnet.prefix);
  return ipv4Bits(address) === subnet.bits * hosts + hosts - 1n;
}

/** The broadcast address of an IPv4 subnet that has one. */
export function broadcastOf({ width, prefix, bits }: Subnet): string | undefined {
  if (width !== 32 || prefix > 30) return undefined;
  const hosts = 1n << BigInt(32 - prefix);
  const value = Number(bits * hosts + hosts - 1n);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
