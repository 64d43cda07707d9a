import { isIPv6 } from 'node:net';
import { Address6 } from 'ip-address';

/**
 * Reads a dotted quad, strictly: four decimal numbers without leading zeros. Looser readings are
 * dangerous: to inet_aton `010.0.0.1` is 8.0.0.1, somebody else's network.
 * Gives the address as an unsigned 32-bit number.
 */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

/** The dotted quad of an unsigned 32-bit number. */
export function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/**
 * The one way an IPv6 address is written here: RFC 5952, the zone kept, a v4-mapped address as IPv4.
 * Undefined for anything that is not an IPv6 address.
 */
export function canonicalIpv6(text: string): string | undefined {
  const [address = '', zone, ...rest] = text.split('%');
  if (rest.length > 0 || !isIPv6(address)) return undefined;
  if (zone !== undefined && !/^[A-Za-z0-9_.-]+$/.test(zone)) return undefined;
  const parsed = new Address6(address);
  if (zone === undefined && parsed.isMapped4()) return parsed.to4().correctForm();
  return zone === undefined ? parsed.correctForm() : `${parsed.correctForm()}%${zone}`;
}
