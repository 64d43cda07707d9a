import type { IdentityFact } from '../model/fact.ts';

/** What manufacturers and hypervisors write where a serial number or UUID belongs. Lower case. */
const junkValues: ReadonlySet<string> = new Set([
  '',
  '0',
  '0123456789',
  '1234567890',
  '123456789',
  '..................',
  'to be filled by o.e.m.',
  'to be filled by o.e.m',
  'not specified',
  'not applicable',
  'not available',
  'not settable',
  'no asset tag',
  'none',
  'n/a',
  'na',
  'null',
  'unknown',
  'invalid',
  'empty',
  'default string',
  'system serial number',
  'serial number',
  'chassis serial number',
  'oem',
  'o.e.m.',
  'xxxxxxxxxx',
  'uninitialized',
  // The sample UUIDs of AMI and of other firmware kits.
  '03000200-0400-0500-0006-000700080009',
  '00020003-0004-0005-0006-000700080009',
  '12345678-1234-5678-90ab-cddeefaabbcc',
]);

/** True for a value that says nothing: on the list, or one character over and over (zeros, f, x, blanks). */
export function isJunkIdentity(value: string): boolean {
  const text = value.trim().toLowerCase();
  if (junkValues.has(text)) return true;
  const plain = text.replaceAll('-', '').replaceAll(':', '');
  return plain === plain.charAt(0).repeat(plain.length);
}

/** One spelling for comparing: hex values come in either case, key fingerprints and serials as they are. */
export function normalizeIdentity(kind: IdentityFact['kind'], value: string): string {
  const text = value.trim();
  return kind === 'host-key' || kind === 'smbios-serial' ? text : text.toLowerCase();
}

/** MAC prefixes that belong to a protocol or a program, not to a network card. */
const sharedMacPrefixes = [
  // VRRP (RFC 5798, 7.3) for IPv4 and IPv6; CARP uses the same.
  '00:00:5e:00:01:',
  '00:00:5e:00:02:',
  // HSRP version 1 and 2.
  '00:00:0c:07:ac:',
  '00:00:0c:9f:f',
  // Docker makes these from the container's address, so every docker host has the same ones.
  '02:42:',
  // Between the engines inside of every router of Junos.
  '02:00:00:00:00:',
  '02:00:01:00:00:',
  '00:0b:ca:fe:00:',
] as const;

/** True for a MAC that tells one machine from another. */
export function isIdentityMac(mac: string): boolean {
  if (isJunkIdentity(mac)) return false;
  return !sharedMacPrefixes.some((prefix) => mac.startsWith(prefix));
}

/** Names every freshly installed system has. */
const junkNames: ReadonlySet<string> = new Set([
  '',
  'localhost',
  'localhost.localdomain',
  'localhost.local',
  '(none)',
  'none',
  'unknown',
]);

export const isJunkName = (name: string): boolean => junkNames.has(name.trim().toLowerCase());
