import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../model/usage-error.ts';

function writeBeside(file: string, content: string | Uint8Array): void {
  const existing = statSync(file, { throwIfNoEntry: false });
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  // An older file keeps its mode; a new one follows the umask.
  const descriptor = openSync(temporary, 'wx', existing?.mode ?? 0o666);
  try {
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such directory',
  ENOTDIR: 'there is no such directory',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** Why a file could not be written, without the name of the temporary one beside it. */
function problemOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return causes[code] ?? message.replace(/, \w+ '.*$/s, '');
}

function writeAnyhow(path: string, content: string | Uint8Array): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  // Nothing can be renamed over a device or a pipe (/dev/stdout, a FIFO).
  if (existing !== undefined && !existing.isFile()) writeFileSync(path, content);
  else writeBeside(existing === undefined ? path : realpathSync(path), content);
}

/**
 * Writes a file whole or not at all: a reader never sees half of it, and a full disk leaves the old one.
 * Throws UsageError that names the file and the cause.
 */
export function writeWholeFile(path: string, content: string | Uint8Array): void {
  const remedy = 'name another file with -o';
  let isDirectory = false;
  try {
    isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isDirectory) writeAnyhow(path, content);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${problemOf(error)}; ${remedy}`);
  }
  if (isDirectory) throw new UsageError(`${path}: is a directory; ${remedy}`);
}
