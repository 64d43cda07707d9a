import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parseStored } from './json-text.ts';
import { DamagedContent } from './translate-error.ts';

/** A value as JSON, raw deflate (RFC 1951). Equal values give equal bytes. */
export const packJson = (value: unknown): Buffer => deflateRawSync(JSON.stringify(value), { level: 6 });

/** The reverse of `packJson`. */
export function unpackJson(packed: Uint8Array): unknown {
  let text: string;
  try {
    text = inflateRawSync(packed).toString();
  } catch (error) {
    throw new DamagedContent('a stored value cannot be unpacked', { cause: error });
  }
  return parseStored(text);
}
