import { isIPv4 } from 'node:net';
import type { SnmpCredential } from '../../config/snmp-credential.ts';

/** Which credential of several is asked with first. */
export interface CredentialOrder {
  arrange(address: string, credentials: readonly SnmpCredential[]): readonly SnmpCredential[];
  worked(address: string, credential: SnmpCredential): void;
}

/** The /24 of an IPv4 address, the /64 of an IPv6 one: who runs the network set up its agents alike. */
export function subnetOf(address: string): string {
  if (isIPv4(address)) return address.split('.').slice(0, 3).join('.');
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  // Only a `::` makes them fewer than eight; what it stands for are zeros.
  const zeros = Array.from({ length: 8 - groups.length - behind.length }, () => '0');
  return [...groups, ...(tail === undefined ? [] : zeros), ...behind].slice(0, 4).join(':');
}

/** Remembers by subnet which credential worked last, by its name. */
export function createCredentialOrder(): CredentialOrder {
  const known = new Map<string, string>();
  return {
    arrange(address, credentials) {
      const name = known.get(subnetOf(address));
      const first = credentials.find((credential) => credential.name === name);
      return first === undefined ? credentials : [first, ...credentials.filter((credential) => credential !== first)];
    },
    worked(address, { name }) {
      known.set(subnetOf(address), name);
    },
  };
}
