import { codePage850, looksLikeCodePage850 } from './code-page.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Looked at to tell UTF-16 that has no mark; even. */
const sampled = 8_192;
/** Fewer bytes than this prove nothing. */
const fewest = 8;
/** Of UTF-16 about computers more than half is ASCII, whatever the language. */
const asciiShare = 0.5;

type Order = 'le' | 'be';

/**
 * UTF-16 without a mark: in every other byte, and only there, stand the zeros of its ASCII characters. No other
 * text has zeros so: what ends its fields with a zero has it at any place.
 */
function orderByZeros(bytes: Uint8Array): Order | undefined {
  const end = Math.min(bytes.length, sampled) & ~1;
  if (end < fewest) return undefined;
  let [even, odd] = [0, 0];
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const enough = (end / 2) * asciiShare;
  if (odd >= enough && even === 0) return 'le';
  return even >= enough && odd === 0 ? 'be' : undefined;
}

/** Byte order of UTF-16, by its mark (`>` of Windows PowerShell writes one) or by its zeros. */
function utf16Order(bytes: Uint8Array): Order | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'le';
  if (first === 0xfe && second === 0xff) return 'be';
  return orderByZeros(bytes);
}

/** True for UTF-16, whose text no other encoding writes to the same bytes. */
export const isUtf16 = (bytes: Uint8Array): boolean => utf16Order(bytes) !== undefined;

function decodeUtf16(bytes: Buffer, order: Order): string {
  // An odd byte at the end is half a character: it is kept as one.
  const whole = bytes.subarray(0, bytes.length & ~1);
  const rest = bytes.subarray(whole.length).toString('latin1');
  const little = order === 'le' ? whole : Buffer.from(whole).swap16();
  return little.toString('utf16le').replace(/^\ufeff/, '') + rest;
}

/**
 * Bytes of an unknown host as text: UTF-16 where they are that, UTF-8 where they are valid UTF-8, code page 850 of a
 * Windows console where only that makes letters of them, otherwise Latin-1, which gives every byte a character and
 * so never fails or drops one. A byte-order mark is left out.
 */
export function decodeBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = utf16Order(bytes);
  if (order !== undefined) return decodeUtf16(buffer, order);
  try {
    return utf8.decode(bytes);
  } catch {
    return looksLikeCodePage850(bytes) ? codePage850(bytes) : buffer.toString('latin1');
  }
}
