import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DamagedContent } from './translate-error.ts';

/**
 * A text as its difference to an earlier one: raw deflate (RFC 1951) with the earlier text as preset
 * dictionary. Deflate looks back 32 KiB only, so a long text goes in pieces, each with the stretch of
 * the base that stands at the same relative place, a little more of it before than behind.
 * Layout: per piece its packed length (4 bytes, little endian) and the packed bytes.
 */
const pieceBytes = 16_384;
const windowBytes = 32_768;
const leadBytes = 12_288;
const level = 3;

function dictionaryFor(start: number, size: number, base: Uint8Array): Uint8Array {
  const place = Math.round((start * base.length) / Math.max(size, 1));
  const from = Math.max(0, Math.min(place - leadBytes, base.length - windowBytes));
  return base.subarray(from, from + windowBytes);
}

/** Packs `bytes` against `base`; both are needed to read it again. */
export function deflateDelta(bytes: Uint8Array, base: Uint8Array): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const dictionary = dictionaryFor(start, bytes.length, base);
    const packed = deflateRawSync(bytes.subarray(start, start + pieceBytes), { level, dictionary });
    const length = Buffer.alloc(4);
    length.writeUInt32LE(packed.length);
    parts.push(length, packed);
  }
  return Buffer.concat(parts);
}

/** The reverse of `deflateDelta`; `size` is the length of the result. Throws on damaged input. */
export function inflateDelta(packed: Buffer, size: number, base: Uint8Array): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (let start = 0; start < size; start += pieceBytes) {
    if (at + 4 > packed.length) throw new DamagedContent('a stored text ends early');
    const end = at + 4 + packed.readUInt32LE(at);
    const dictionary = dictionaryFor(start, size, base);
    parts.push(inflateRawSync(packed.subarray(at + 4, end), { dictionary, maxOutputLength: pieceBytes }));
    at = end;
  }
  return Buffer.concat(parts);
}
