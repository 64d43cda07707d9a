import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** `mapd` in ASCII: tells a database of map from every other (PRAGMA application_id). */
export const applicationId = 0x6d617064;

/** What the first 100 bytes of a file say, without SQLite touching anything. */
export type FileHeader =
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-database' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'database'; readonly applicationId: number; readonly schema: number };

const headerBytes = 100;
const magic = Buffer.from('SQLite format 3\0', 'latin1');

function readStart(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(headerBytes);
    return start.subarray(0, readSync(descriptor, start, 0, headerBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** True where a file is there and holds something. */
export const hasContent = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Pages that the write-ahead log or the journal still holds may be missing from the file itself. */
const hasPendingPages = (file: string): boolean => hasContent(`${file}-wal`) || hasContent(`${file}-journal`);

/** Size the header claims, bytes; the page count counts only where its two change counters agree. */
function claimedBytes(start: Buffer): number {
  const pageSize = start.readUInt16BE(16) === 1 ? 65_536 : start.readUInt16BE(16);
  return start.readUInt32BE(24) === start.readUInt32BE(92) ? start.readUInt32BE(28) * pageSize : 0;
}

/** Reads the header of an SQLite file (sqlite.org/fileformat2.html, "The Database Header"). */
export function readFileHeader(file: string): FileHeader {
  const start = readStart(file);
  if (start.length === 0) return { kind: 'empty' };
  if (!start.subarray(0, magic.length).equals(magic)) return { kind: 'no-database' };
  if (start.length < headerBytes) return { kind: 'truncated' };
  if (statSync(file).size < claimedBytes(start) && !hasPendingPages(file)) return { kind: 'truncated' };
  return { kind: 'database', applicationId: start.readUInt32BE(68), schema: start.readUInt32BE(60) };
}
