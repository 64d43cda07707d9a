import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { deflateDelta, inflateDelta } from './delta.ts';
import { DamagedContent } from './translate-error.ts';

/** How stored bytes are packed: as they are, raw deflate, or as a difference to another blob. */
export const encodings = { plain: 0, deflate: 1, delta: 2 } as const;

export interface Packed {
  readonly encoding: number;
  readonly data: Uint8Array;
}

/** A whole text that later ones can be packed against. */
export interface Base {
  readonly bytes: Uint8Array;
  /** Size it took itself when packed. */
  readonly packedSize: number;
}

/** Below this, deflate gains nothing worth its set-up. */
const smallBytes = 128;

/** A difference is worth the second blob it needs from this share of the usual size on. */
const worthwhile = 0.6;

/** A fast level: a scan saves thousands of hosts a minute. */
const level = 3;

/** One chunk for the whole result of a short text, which is nearly every text. */
const chunkSize = (bytes: Uint8Array): number => Math.min(bytes.length, 65_536);

function packWhole(bytes: Uint8Array): Packed {
  if (bytes.length >= smallBytes) {
    const data = deflateRawSync(bytes, { level, chunkSize: chunkSize(bytes) });
    if (data.length < bytes.length) return { encoding: encodings.deflate, data };
  }
  return { encoding: encodings.plain, data: bytes };
}

/**
 * Packs bytes for the disk, against `base` where that is clearly smaller. What the whole would take is
 * estimated from the base, so that hardly anything is packed twice.
 */
export function pack(bytes: Uint8Array, base?: Base): Packed {
  if (base === undefined || base.bytes.length === 0) return packWhole(bytes);
  const data = deflateDelta(bytes, base.bytes);
  const usual = (base.packedSize / base.bytes.length) * bytes.length;
  if (data.length <= worthwhile * usual) return { encoding: encodings.delta, data };
  return packWhole(bytes);
}

function unpackRaw(packed: Packed, size: number, base: Uint8Array | undefined): Uint8Array {
  const data = Buffer.from(packed.data.buffer, packed.data.byteOffset, packed.data.byteLength);
  if (packed.encoding === encodings.plain) return data;
  if (packed.encoding === encodings.deflate) return inflateRawSync(data, { maxOutputLength: size });
  if (packed.encoding === encodings.delta && base !== undefined) return inflateDelta(data, size, base);
  throw new DamagedContent('a stored text is packed in an unknown way');
}

/** The reverse of `pack`: exactly `size` bytes, or it throws DamagedContent. */
export function unpack(packed: Packed, size: number, base?: Uint8Array): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = unpackRaw(packed, size, base);
  } catch (error) {
    throw error instanceof DamagedContent ? error : new DamagedContent('a stored text cannot be unpacked', { cause: error });
  }
  if (bytes.length !== size) throw new DamagedContent('a stored text has the wrong length');
  return bytes;
}
