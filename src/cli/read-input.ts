import { readFileSync } from 'node:fs';
import { UsageError } from '../model/usage-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'it may not be read; check the owner and the mode of the file and its directory',
  EPERM: 'it may not be read; check the owner and the mode of the file and its directory',
  EISDIR: 'is a directory, not a file',
};

/** Why a file could not be read, by the error of the system, and what to do. */
export function reasonOf(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return reasons[code] ?? (code === '' ? 'could not be read' : `could not be read (${code})`);
}

/**
 * The bytes of a file, or of standard input for `-`.
 * @throws UsageError that says why it could not be read.
 */
export function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

/** The beginning of what comes through a pipe, and all of it, the beginning included. */
export interface PeekedInput {
  readonly head: Buffer;
  readonly bytes: AsyncIterable<Buffer>;
}

async function* chained(first: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Reads what comes until `octets` of it are there, or all. */
export async function peekInput(source: AsyncIterable<Buffer>, octets: number): Promise<PeekedInput> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  for (let length = 0; length < octets; ) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    chunks.push(value);
    length += value.length;
  }
  return { head: Buffer.concat(chunks).subarray(0, octets), bytes: chained(chunks, iterator) };
}

/** All that comes, as one. */
export async function readAllInput(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
