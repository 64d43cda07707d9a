/**
 * The part of the Basic Encoding Rules (ITU-T X.690) that SNMP uses (RFC 3417, 8): tags of one byte, definite lengths.
 * Read from hostile packets: nothing here throws or reads past the end.
 */

/** Numbers of an object identifier. */
export type Oid = readonly number[];

export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Where the next element begins. */
  readonly end: number;
}

/** The length at `offset` and where the content begins; undefined where it is cut off, indefinite or absurd. */
function readLength(bytes: Buffer, offset: number): { readonly length: number; readonly start: number } | undefined {
  const first = bytes[offset];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: first, start: offset + 1 };
  const count = first & 0x7f;
  // Some agents pad lengths with zeros; six bytes are what readUIntBE takes.
  if (count === 0 || count > 6 || offset + 1 + count > bytes.length) return undefined;
  return { length: bytes.readUIntBE(offset + 1, count), start: offset + 1 + count };
}

/** The element at `offset`; undefined where none stands there whole. */
export function readElement(bytes: Buffer, offset: number): Element | undefined {
  const tag = bytes[offset];
  const place = readLength(bytes, offset + 1);
  if (tag === undefined || place === undefined) return undefined;
  const end = place.start + place.length;
  return end > bytes.length ? undefined : { tag, content: bytes.subarray(place.start, end), end };
}

/** An element whose announced end lies behind the end of the packet, cut there: for what a damaged packet still tells. */
export function readCutElement(bytes: Buffer, offset: number): Element | undefined {
  const tag = bytes[offset];
  const place = readLength(bytes, offset + 1);
  if (tag === undefined || place === undefined) return undefined;
  const end = Math.min(place.start + place.length, bytes.length);
  return { tag, content: bytes.subarray(place.start, end), end };
}

/** The integer of a content, two's complement of any length. */
export function integerOf(content: Buffer): bigint {
  return content.length === 0 ? 0n : BigInt.asIntN(content.length * 8, BigInt(`0x${content.toString('hex')}`));
}

/** A small integer, as heads of messages have them; undefined where it is none. */
export function smallInteger(element: Element | undefined): number | undefined {
  if (element?.tag !== 0x02 || element.content.length === 0 || element.content.length > 5) return undefined;
  return element.content.readIntBE(0, element.content.length);
}

/** The numbers of an object identifier (X.690, 8.19); undefined where its last one is cut off. */
export function oidOf(content: Buffer): Oid | undefined {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (numbers.length > 0) numbers.push(value);
    else numbers.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    value = 0;
  }
  const whole = content.length === 0 || (content[content.length - 1] ?? 0) < 0x80;
  return whole && numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

export const parseOid = (text: string): Oid => text.split('.').map(Number);

export function compareOids(left: Oid, right: Oid): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export const isWithin = (oid: Oid, subtree: Oid): boolean =>
  oid.length >= subtree.length && subtree.every((number, at) => oid[at] === number);

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  if (length < 0x10000) return [0x82, length >> 8, length & 0xff];
  return [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
}

export function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(length)]), ...parts]);
}

/** The shortest content of an integer (X.690, 8.3.2), within 48 bits. */
export function integerContent(value: number): Buffer {
  let size = 1;
  while (size < 6 && (value < -(2 ** (size * 8 - 1)) || value >= 2 ** (size * 8 - 1))) size++;
  const content = Buffer.alloc(size);
  content.writeIntBE(value, 0, size);
  return content;
}

export const integer = (value: number, tag = 0x02): Buffer => element(tag, integerContent(value));

export const octets = (value: Buffer | string): Buffer => element(0x04, typeof value === 'string' ? Buffer.from(value) : value);

export function oidContent(oid: Oid): Buffer {
  const [first = 0, second = 0, ...rest] = oid;
  const bytes: number[] = [];
  for (const number of [first * 40 + second, ...rest]) {
    const digits = [number % 128];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80);
    bytes.push(...digits);
  }
  return Buffer.from(bytes);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts);
