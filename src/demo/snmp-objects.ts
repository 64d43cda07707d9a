import { compareOids, integerContent, type Oid, oidContent, parseOid } from '../transports/snmp/ber.ts';
import { type RawVarbind, writeVarbind } from '../transports/snmp/pdu.ts';

/** Objects in the order of their OIDs, each encoded once. */
export interface ObjectStore {
  readonly objects: readonly RawVarbind[];
  readonly encoded: readonly Buffer[];
  /** Place of the object, or -1. */
  find(oid: Oid): number;
  /** Place of the first object behind `oid`: the length where there is none. */
  after(oid: Oid): number;
}

/** The content of a number without sign (X.690, 8.3: a leading zero keeps it positive). */
function unsignedContent(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function contentOf(tag: number, text: string): Buffer {
  if (tag === 2) return integerContent(Number(text));
  if (tag === 6) return oidContent(parseOid(text));
  if (tag === 64) return Buffer.from(text.split('.').map(Number));
  if (tag === 65 || tag === 66 || tag === 67 || tag === 70) return unsignedContent(BigInt(text));
  return Buffer.from(tag === 5 ? '' : text, 'latin1');
}

/** One line of snmprec: `oid|tag|value`, an `x` behind the tag for hexadecimal. Undefined where it is none. */
function parseLine(line: string): RawVarbind | undefined {
  const [, oid, tag, hex, value] = /^([\d.]+)\|(\d+)(x?)\|(.*)$/.exec(line) ?? [];
  if (oid === undefined || tag === undefined || value === undefined) return undefined;
  const content = hex === 'x' ? Buffer.from(value, 'hex') : contentOf(Number(tag), value);
  return { oid: parseOid(oid), tag: Number(tag), content };
}

export function createObjectStore(snmprec: string): ObjectStore {
  const objects = snmprec
    .split('\n')
    .map(parseLine)
    .filter((varbind) => varbind !== undefined)
    .sort((left, right) => compareOids(left.oid, right.oid));
  const lowerBound = (oid: Oid, within: (order: number) => boolean): number => {
    let [low, high] = [0, objects.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (within(compareOids(objects[middle]?.oid ?? [], oid))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    objects,
    encoded: objects.map(writeVarbind),
    after: (oid) => lowerBound(oid, (order) => order <= 0),
    find(oid) {
      const at = lowerBound(oid, (order) => order < 0);
      return compareOids(objects[at]?.oid ?? [], oid) === 0 ? at : -1;
    },
  };
}
