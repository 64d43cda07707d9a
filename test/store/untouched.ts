import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { StoreError } from '../../src/store/store-error.ts';

const contentsOf = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [name, readFileSync(join(directory, name), 'base64')]),
  );

/** The store error `work` throws. */
export function storeErrorOf(work: () => unknown): StoreError {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The store error `work` throws, having left every file beside `file` as it was to the byte. */
export function harmlessErrorOf(file: string, work: () => unknown): StoreError {
  const before = contentsOf(dirname(file));
  const error = storeErrorOf(work);
  expect(contentsOf(dirname(file))).toEqual(before);
  return error;
}
