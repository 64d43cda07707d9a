import { accessSync, constants, statSync } from 'node:fs';
import { UsageError } from '../model/usage-error.ts';
import type { Environment } from './paths.ts';
import { describeReference, type Reference } from './reference.ts';
import { readProblem } from './spec-file.ts';

/** Why a file cannot be read, without reading it: what is in a pipe can be read only once. */
function problemOf(path: string): string | undefined {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isDirectory() ? 'it is a directory' : undefined;
  } catch (error) {
    return readProblem(error);
  }
}

/** Refuses a private key file that nobody can read; `place` is where it was named. Throws UsageError. */
export function checkIdentity(path: string, place: string): void {
  const problem = problemOf(path);
  if (problem !== undefined) throw new UsageError(`${path}: ${problem}; check ${place}`);
}

/**
 * Refuses a reference that leads nowhere, as far as can be told without fetching the secret: nobody is
 * asked, no command is run. Throws UsageError.
 */
export function checkReference(reference: Reference, env: Environment): void {
  const refuse = (cause: string, remedy: string): never => {
    throw new UsageError(`${describeReference(reference)}: ${cause}; ${remedy}`);
  };
  if (reference.kind === 'env' && env[reference.name] === undefined) {
    refuse('the variable is not set', 'set it, and export it to this process');
  }
  const problem = reference.kind === 'file' ? problemOf(reference.path) : undefined;
  if (problem !== undefined) refuse(problem, 'check the path and its permissions');
}
