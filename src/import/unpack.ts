import { gunzipSync } from 'node:zlib';

/** How the files of packers begin, one byte a character. */
const packers: readonly (readonly [name: string, head: string])[] = [
  ['gzip', '\x1f\x8b'],
  ['bzip2', 'BZh'],
  ['xz', '\xfd7zXZ\x00'],
  ['Zstandard', '\x28\xb5\x2f\xfd'],
  ['zip', 'PK\x03\x04'],
  ['7-Zip', "7z\xbc\xaf'\x1c"],
];

/** The packer a file is of, or undefined. */
export function packerOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 6)).toString('latin1');
  return packers.find(([, start]) => head.startsWith(start))?.[0];
}

/**
 * What is in a file of gzip; any other file as it is. Undefined where it is damaged, or holds more than `most` octets.
 */
export function unpackGzip(bytes: Uint8Array, most: number): Uint8Array | undefined {
  if (packerOf(bytes) !== 'gzip') return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch {
    return undefined;
  }
}
