import { isIPv4, isIPv6 } from 'node:net';

function maskIPv4(address: string, prefix: number): string {
  const bits = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - prefix);
  const base = Math.floor(bits / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.');
}

function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const read = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [read(head), read(tail ?? '')];
  return [...before, ...Array<number>(tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

/** Canonical text (RFC 5952) of a prefix: its zeros are at the end, the longest run of them is the one shortened. */
function maskIPv6(address: string, prefix: number): string {
  const masked = groupsOf(address).map((group, index) => {
    const kept = Math.min(16, Math.max(0, prefix - index * 16));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });
  // A URL writes a host of IPv6 in the canonical form.
  return new URL(`http://[${masked.map((group) => group.toString(16)).join(':')}]`).hostname.slice(1, -1);
}

/** The network of an interface address in CIDR form; nothing for one that is alone in it, or no address. */
export function cidrOf(address: string, prefix: number): string | undefined {
  if (!Number.isInteger(prefix) || prefix < 1) return undefined;
  if (isIPv4(address)) return prefix > 31 ? undefined : `${maskIPv4(address, prefix)}/${prefix}`;
  if (!isIPv6(address) || prefix > 127 || /[.%]/.test(address)) return undefined;
  return `${maskIPv6(address, prefix)}/${prefix}`;
}
