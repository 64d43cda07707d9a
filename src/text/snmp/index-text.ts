import { readAddress } from '../address.ts';

/** Names of enumerations in indexes we read: InetAddressType and InetVersion (RFC 4001), AddressFamilyNumbers. */
const enumerations: Readonly<Record<string, number>> = {
  unknown: 0,
  ipv4: 1,
  ipv6: 2,
  ipv4z: 3,
  ipv6z: 4,
  dns: 16,
  ipV4: 1,
  ipV6: 2,
  all802: 6,
};

/** Names an OID in an index may begin with: inetCidrRoutePolicy is mostly `0.0`. */
const oidRoots: Readonly<Record<string, string>> = { ccitt: '0', iso: '1', zeroDotZero: '0.0' };

const octetsOf = (text: string): number[] => Array.from(Buffer.from(text, 'latin1'));

/** Groups of an address in hexadecimal, as DISPLAY-HINT prints InetAddressIPv6: `fe:80:00:…` or `fe80:0:…`. */
function ipv6Octets(text: string): readonly number[] | undefined {
  const groups = text.split(':');
  if (groups.length === 16 && groups.every((group) => /^[0-9a-fA-F]{1,2}$/.test(group)))
    return groups.map((group) => Number.parseInt(group, 16));
  const address = readAddress(text)?.address;
  if (address === undefined || !address.includes(':')) return undefined;
  const [head = '', tail] = address.split('::');
  const wordsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const before = wordsOf(head);
  const after = tail === undefined ? [] : wordsOf(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].flatMap((word) => {
    const value = Number.parseInt(word, 16);
    return [value >> 8, value & 255];
  });
}

const zoneOctets = (zone: number): readonly number[] => [24, 16, 8, 0].map((shift) => (zone >>> shift) & 255);

/** Octets of an address in quotes, by the InetAddressType in front of it. */
function addressOctets(type: string, text: string): readonly number[] | undefined {
  if (text === '') return [];
  const [bare = '', zone] = text.split('%', 2);
  const octets = type.startsWith('ipv6')
    ? ipv6Octets(bare)
    : /^\d+(?:\.\d+){3}$/.test(bare)
      ? bare.split('.').map(Number)
      : undefined;
  if (octets === undefined) return undefined;
  return type.endsWith('z') ? [...octets, ...zoneOctets(Number(zone ?? 0))] : octets;
}

/** `"…"` has its length in front of it, `'…'` has a fixed one or is the last of the index (IMPLIED). */
function quoted(quote: string, text: string, before: string): readonly number[] | undefined {
  const address = /^ipv[46]z?$/.test(before) ? addressOctets(before, text) : undefined;
  const octets = address ?? octetsOf(text.replace(/\\(.)/g, '$1'));
  return quote === '"' ? [octets.length, ...octets] : octets;
}

/** An OID in brackets (`-OX`) stands without its length, which the index has: `[SNMPv2-SMI::zeroDotZero.7]` is `3.0.0.7`. */
const withLengths = (text: string): string =>
  text.replace(/\[(?:[A-Za-z][\w-]*::)?(zeroDotZero|ccitt|iso)((?:\.\d+)*)\]/g, (_, root: string, rest: string) => {
    const oid = `${oidRoots[root] ?? ''}${rest}`;
    return `[${oid.split('.').length}.${oid}]`;
  });

/** One part of an index: a string in quotes, a number or the name of one. */
const part = /[.[\]]*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w-]+))[\]]*/y;

/**
 * The numbers of an index as snmpwalk prints it with MIBs: `.1`, `.2.ipv4."10.0.0.1"`, `[2][ipv4]["10.0.0.1"]`.
 * Undefined where a name in it is unknown. What snmpwalk printed as a dot because it is no letter stays one.
 */
export function indexOids(text: string): string | undefined {
  const numbers: (number | string)[] = [];
  const unescaped = withLengths(text.replace(/\\"/g, '"'));
  let before = '';
  part.lastIndex = 0;
  while (part.lastIndex < unescaped.length) {
    const found = part.exec(unescaped);
    if (found === null) return undefined;
    const [, double, single, word = ''] = found;
    if (word !== '') {
      const value = /^\d+$/.test(word) ? word : (enumerations[word] ?? oidRoots[word]);
      if (value === undefined) return undefined;
      numbers.push(value);
    } else {
      const octets = double === undefined ? quoted("'", single ?? '', before) : quoted('"', double, before);
      if (octets === undefined) return undefined;
      numbers.push(...octets);
    }
    before = word;
    if (found[0] === '') return undefined;
  }
  return numbers.join('.');
}
