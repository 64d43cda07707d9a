import { readFileSync } from 'node:fs';
import { UsageError } from '../model/usage-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'may not be read',
  EISDIR: 'is a directory, not a file',
};

/**
 * The bytes of a file, or of standard input for `-`.
 * @throws UsageError that says why it could not be read.
 */
export function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new UsageError(`${file}: ${reasons[code] ?? `could not be read (${code})`}`);
  }
}
