import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ImportFile } from '../import/import-file.ts';
import { fail, type Outcome, succeed } from '../model/failure.ts';
import { UsageError } from '../model/usage-error.ts';

/** What is to be imported, before its bytes are read. */
export interface ImportSource {
  readonly path: string;
  readonly host?: string;
  readonly addresses: readonly string[];
  readonly format: string;
}

/** More than any output of one host; a larger file is a mistake or another kind of data. */
const mostBytes = 512 * 1024 * 1024;

const hidden = (name: string): boolean => name.startsWith('.');

/** Files of a directory, sorted: those in a directory below it are of the host that directory is named after. */
function inDirectory(directory: string, said: Omit<ImportSource, 'path'>): readonly ImportSource[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !hidden(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return inDirectory(path, { ...said, host: said.host ?? basename(path) });
      return entry.isFile() ? [{ ...said, path }] : [];
    });
}

/**
 * The files behind the paths of a command line.
 * @throws UsageError for a path that is not there.
 */
export function findImportFiles(paths: readonly string[], said: Omit<ImportSource, 'path'>): readonly ImportSource[] {
  return paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new UsageError(`${path}: no such file or directory`);
    return stat.isDirectory() ? inDirectory(path, said) : [{ ...said, path }];
  });
}

/** One file with its bytes; a file that cannot be read is a failed target, and the others go on. */
export function loadImportFile(source: ImportSource): Outcome<ImportFile> {
  try {
    const { size, mtime } = statSync(source.path);
    if (size > mostBytes) return fail('unreadable-input', `${source.path}: larger than ${mostBytes / 1024 / 1024} MiB; split it`);
    return succeed({ ...source, bytes: readFileSync(source.path), modifiedAt: mtime.toISOString() });
  } catch (error) {
    return fail('unreadable-input', `${source.path}: ${(error as NodeJS.ErrnoException).code ?? 'could not be read'}`);
  }
}
