import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, gunzipSync } from 'node:zlib';

const headLength = 65_536;

/** How the bytes of a log are packed. */
export type Packing = 'plain' | 'gzip' | 'parquet';

/** The beginning of a log, unpacked, and how it is packed. */
export interface LogHead {
  readonly packing: Packing;
  /** Of Parquet nothing. */
  readonly text: string;
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(headLength);
    return buffer.subarray(0, readSync(file, buffer, 0, headLength, 0));
  } finally {
    closeSync(file);
  }
}

/** What can be unpacked of the beginning; nothing of what is damaged from the start. */
function unpackHead(bytes: Buffer): string {
  try {
    const head = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 128 * 1024 * 1024 });
    return head.toString('utf8', 0, headLength);
  } catch {
    return '';
  }
}

/** As much of a log as its format is recognised by, octets. */
export const headOctets = headLength;

/** Looks at the first octets of a log. */
export function readLogHead(bytes: Buffer): LogHead {
  if (bytes.subarray(0, 4).toString('latin1') === 'PAR1') return { packing: 'parquet', text: '' };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { packing: 'gzip', text: unpackHead(bytes) };
  return { packing: 'plain', text: bytes.toString('utf8') };
}

/**
 * Looks at the beginning of a file.
 * @throws the error of the file system where it cannot be read.
 */
export const peekLog = (path: string): LogHead => readLogHead(readHead(path));

/** Passes bytes on and counts them into a hash. */
async function* hashing(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
}

/** How a log ended: the SHA-256 of its bytes as they came, or why not all of them could be unpacked. */
export type LogEnd = { readonly sha256: string } | { readonly damaged: string };

/**
 * Reads a log from its beginning to its end, unpacked, in chunks of text. What comes before damage in a compressed file is read.
 * @throws the error of the file system, or that of the signal.
 */
export async function streamLog(
  source: AsyncIterable<Buffer>,
  packing: Packing,
  push: (text: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<LogEnd> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8');
  const consume = async (unpacked: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of unpacked) await push(decoder.decode(chunk, { stream: true }));
    await push(decoder.decode());
  };
  const options = signal === undefined ? {} : { signal };
  const bytes = (packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> => hashing(packed, hash);
  if (packing === 'plain') {
    await pipeline(source, bytes, consume, options);
    return { sha256: hash.digest('hex') };
  }
  try {
    await pipeline(source, bytes, createGunzip(), consume, options);
    return { sha256: hash.digest('hex') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    return { damaged: code };
  }
}

/** SHA-256 of a file, hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
