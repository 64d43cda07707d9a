import type { Cursor } from './scan.ts';

const digitZero = 48;
const dot = 46;
const slots = 8_192;
const slotBits = 13;
const largestOctet = 255;

/**
 * Reads the strict dotted quad at the cursor as an unsigned 32-bit number and moves the cursor behind
 * it; -1 where there is none. Leading zeros are refused: `010.0.0.1` is octal to some readers and
 * decimal to others.
 */
export function scanIpv4At(text: string, cursor: Cursor, end: number): number {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  let position = cursor.at;
  for (; position < end; position += 1) {
    const digit = text.charCodeAt(position) - digitZero;
    if (digit >= 0 && digit <= 9) {
      if (digits > 0 && octet === 0) return -1;
      octet = octet * 10 + digit;
      digits += 1;
      if (octet > largestOctet) return -1;
    } else if (digit === dot - digitZero && digits > 0 && dots < 3) {
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
    } else break;
  }
  if (dots < 3 || digits === 0) return -1;
  cursor.at = position;
  return value * 256 + octet;
}

const own: Cursor = { at: 0 };

/** The dotted quad that fills `[at, end)`; -1 for anything else. */
export function scanIpv4(text: string, at: number, end: number): number {
  own.at = at;
  const value = scanIpv4At(text, own, end);
  return own.at === end ? value : -1;
}

const cachedKeys = new Uint32Array(slots);
const cachedTexts = new Array<string | undefined>(slots);

/**
 * The dotted quad of an unsigned 32-bit number. A small direct-mapped cache lets the sockets of a
 * fleet share one string an address instead of holding millions.
 */
export function renderIpv4(value: number): string {
  const slot = Math.imul(value, 0x9e3779b1) >>> (32 - slotBits);
  const cached = cachedTexts[slot];
  if (cached !== undefined && cachedKeys[slot] === value) return cached;
  const text = `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
  cachedKeys[slot] = value;
  cachedTexts[slot] = text;
  return text;
}
