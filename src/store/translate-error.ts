import Database from 'better-sqlite3';
import { StoreError, type StoreErrorCode } from './store-error.ts';

/** Stored content that cannot be read back. Becomes a `corrupt` StoreError, which knows the file. */
export class DamagedContent extends Error {
  override readonly name = 'DamagedContent';
}

/** Primary result codes (sqlite.org/rescode.html); extended ones begin with them. */
const sqliteCodes: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_PROTOCOL', 'locked'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'not-a-database'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'not-writable'],
  ['SQLITE_PERM', 'not-writable'],
  ['SQLITE_CANTOPEN', 'not-writable'],
  ['SQLITE_IOERR', 'io'],
];

const fileCodes: ReadonlyMap<unknown, StoreErrorCode> = new Map([
  ['ENOENT', 'missing'],
  ['ENOTDIR', 'no-directory'],
  ['EISDIR', 'not-a-file'],
  ['EROFS', 'not-writable'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EIO', 'io'],
]);

const deniedCodes: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM']);

/** An error of the file system as a store error; `denied` is what was not allowed. */
export function translateFileError(error: unknown, file: string, denied: 'not-readable' | 'not-writable'): StoreError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const known = deniedCodes.has(code) ? denied : (fileCodes.get(code) ?? 'io');
  return new StoreError(known, file, typeof code === 'string' ? code : undefined, error);
}

/**
 * What SQLite threw as a store error that names the file; any other error unchanged, because it is
 * not about the file.
 */
export function translateError(error: unknown, file: string): unknown {
  if (error instanceof DamagedContent) return new StoreError('corrupt', file, error.message, error);
  if (!(error instanceof Database.SqliteError)) return error;
  const known = sqliteCodes.find(([prefix]) => error.code.startsWith(prefix));
  return new StoreError(known?.[1] ?? 'unexpected', file, `${error.code}: ${error.message}`, error);
}
