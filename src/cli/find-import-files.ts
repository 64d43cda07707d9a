import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ImportFile } from '../import/import-file.ts';
import { unpackGzip } from '../import/unpack.ts';
import { fail, type Outcome, succeed } from '../model/failure.ts';
import { UsageError } from '../model/usage-error.ts';
import { reasonOf } from './read-input.ts';

/** What is to be imported, before its bytes are read. */
export interface ImportSource {
  readonly path: string;
  readonly host?: string;
  readonly within?: string;
  readonly addresses: readonly string[];
  readonly format: string;
  readonly context?: string;
}

/** More than any output of one host; a larger file is a mistake or another kind of data. */
const mostBytes = 256 * 1024 * 1024;

const packed = `it is packed with gzip, and damaged or larger than ${mostBytes / 1024 / 1024} MiB; unpack it, and split it where it is large`;

const hidden = (name: string): boolean => name.startsWith('.');

/** What a path is, links followed; undefined where there is nothing or nobody may look. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/**
 * Files of a directory, sorted: those in a directory below it are of the host that directory is named after. Links
 * to files are followed, links to directories are not: they may lead in a circle.
 */
function inDirectory(directory: string, said: Omit<ImportSource, 'path'>): readonly ImportSource[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !hidden(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return tryDirectory(path, { ...said, host: said.host ?? basename(path) });
      return entry.isFile() || statOf(path)?.isFile() === true ? [{ ...said, path }] : [];
    });
}

/** A directory nobody may read is a source that fails when it is read, and the others go on. */
function tryDirectory(directory: string, said: Omit<ImportSource, 'path'>): readonly ImportSource[] {
  try {
    return inDirectory(directory, said);
  } catch {
    return [{ ...said, path: directory }];
  }
}

/**
 * The files behind the paths of a command line.
 * @throws UsageError for a path that is not there.
 */
export function findImportFiles(paths: readonly string[], said: Omit<ImportSource, 'path'>): readonly ImportSource[] {
  return paths.flatMap((path) => {
    const stat = statOf(path);
    if (stat === undefined) throw new UsageError(`${path}: no such file or directory`);
    return stat.isDirectory() ? tryDirectory(path, { ...said, within: basename(resolve(path)) }) : [{ ...said, path }];
  });
}

/** When a file was written, ISO 8601; of one that is gone the beginning of time. */
export const modifiedAt = (path: string): string => (statOf(path)?.mtime ?? new Date(0)).toISOString();

/** One file with its bytes; a file that cannot be read is a failed target, and the others go on. */
export function loadImportFile(source: ImportSource): Outcome<ImportFile> {
  try {
    const stat = statSync(source.path);
    const { size, mtime } = stat;
    // A device never ends, and a pipe may have nobody at its other end.
    if (!stat.isFile()) return fail('unreadable-input', `${source.path}: not a file`);
    if (size > mostBytes) return fail('unreadable-input', `${source.path}: larger than ${mostBytes / 1024 / 1024} MiB; split it`);
    const bytes = unpackGzip(readFileSync(source.path), mostBytes);
    if (bytes === undefined) return fail('unreadable-input', `${source.path}: ${packed}`);
    return succeed({ ...source, bytes, modifiedAt: mtime.toISOString() });
  } catch (error) {
    return fail('unreadable-input', `${source.path}: ${reasonOf(error)}`);
  }
}
