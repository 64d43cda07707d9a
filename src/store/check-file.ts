import { accessSync, closeSync, constants, openSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { applicationId, readFileHeader } from './file-header.ts';
import { StoreError } from './store-error.ts';
import { translateFileError } from './translate-error.ts';

function attempt<T>(file: string, denied: 'not-readable' | 'not-writable', work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translateFileError(error, file, denied);
  }
}

/** Refuses what another program or a newer map wrote. */
export function checkIdentity(file: string, found: { applicationId: number; schema: number }, newest: number): void {
  if (found.applicationId !== applicationId) throw new StoreError('other-application', file);
  if (found.schema > newest) throw new StoreError('newer-schema', file, `schema ${found.schema}, known up to ${newest}`);
}

function checkExisting(file: string, path: string, create: boolean, newest: number): void {
  if (!statSync(path).isFile()) throw new StoreError('not-a-file', file);
  const header = attempt(file, 'not-readable', () => readFileHeader(path));
  if (header.kind === 'no-database') throw new StoreError('not-a-database', file);
  if (header.kind === 'truncated') throw new StoreError('corrupt', file, 'it has been cut short');
  if (header.kind === 'empty' && !create) throw new StoreError('missing', file, 'the file is empty');
  if (header.kind === 'database') checkIdentity(file, header, newest);
  attempt(file, 'not-writable', () => accessSync(path, constants.W_OK));
  // SQLite keeps the write-ahead log beside the file.
  attempt(file, 'not-writable', () => accessSync(dirname(path), constants.W_OK));
}

/** What a map knows about other people's machines is for its owner's eyes; SQLite gives its side files the same mode. */
function createPrivate(file: string, path: string): void {
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) throw new StoreError('no-directory', file);
  attempt(file, 'not-writable', () => closeSync(openSync(path, 'a', 0o600)));
}

/**
 * Looks at the file before SQLite does, so that what is not ours is not touched; gives the path to
 * open. With `create` a file that is not there is made, empty. Throws StoreError.
 */
export function checkFile(file: string, create: boolean, newest: number): string {
  const given = resolve(file);
  const exists = attempt(file, 'not-readable', () => statSync(given, { throwIfNoEntry: false })) !== undefined;
  if (!exists && !create) throw new StoreError('missing', file);
  if (!exists) createPrivate(file, given);
  const path = realpathSync(given);
  checkExisting(file, path, create, newest);
  return path;
}
