import { readFileSync } from 'node:fs';
import { UsageError } from '../model/usage-error.ts';
import { expandHome } from './paths.ts';

/** One target specification and where it was written, for messages. */
export interface SpecText {
  readonly text: string;
  /** `targets.txt:7`, or undefined where it stood on the command line itself. */
  readonly place?: string;
}

/** Reads a file as text; replaced in tests. */
export type ReadText = (path: string) => string;

// No shell replaces the ~ of `@~/hosts`.
const readUtf8: ReadText = (path) => readFileSync(expandHome(path, process.env), 'utf8');

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'it is a directory',
};

/** Why a file could not be read, for a person. */
export function readProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return causes[code ?? ''] ?? message;
}

function readLines(path: string, read: ReadText): readonly string[] {
  try {
    return read(path).split(/\r?\n/);
  } catch (error) {
    throw new UsageError(`@${path}: ${readProblem(error)}; give the path of a text file with one target a line`);
  }
}

function expandFile(path: string, read: ReadText): SpecText[] {
  if (path === '') throw new UsageError('@: a file name is missing; write @FILE');
  return readLines(path, read).flatMap((line, index) => {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') return [];
    const place = `${path}:${index + 1}`;
    if (text.startsWith('@')) throw new UsageError(`${place}: ${text}: a target file cannot name another one`);
    return [{ text, place }];
  });
}

/**
 * Replaces every `@file` by its lines: one specification a line, `#` begins a comment, blank lines
 * are left out. Throws UsageError, naming the file and the line.
 */
export function expandSpecFiles(specs: readonly string[], read: ReadText = readUtf8): readonly SpecText[] {
  return specs.flatMap((spec): SpecText[] => (spec.startsWith('@') ? expandFile(spec.slice(1), read) : [{ text: spec }]));
}
