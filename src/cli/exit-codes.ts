import { CommanderError } from 'commander';
import { UsageError } from '../model/usage-error.ts';

/** What a command ends with. Scripts rely on these. */
export const exitCodes = {
  done: 0,
  /** Differences with `--exit-code`, a policy violated, coverage under the bar. */
  findings: 1,
  /** Usage or configuration. */
  usage: 2,
  /** The scan or import ended, some targets failed. */
  partial: 3,
  /** The store, or a defect. */
  internal: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How a command that threw ends: its code, and the line for a person. */
export interface Ending {
  readonly code: ExitCode;
  /** Absent where everything has been said (help, version). */
  readonly message?: string;
}

/** commander tells several lines beginning with `error: `, and a guess in brackets; a person reads one line. */
function oneLine(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/\s*\n\(Did you mean (.*)\?\)\s*$/s, ', did you mean $1?')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
}

const seeAlso = (message: string, help: string): string => `${message}${message.endsWith('?') ? ' ' : '; '}see ${help}`;

// By name, because the store is loaded only where a database is opened.
const isStoreError = (error: unknown): error is Error => error instanceof Error && error.name === 'StoreError';

/** The operator named the wrong file: nothing is the matter with any database of ours. */
const wrongFile: readonly unknown[] = ['missing', 'no-directory', 'not-a-file', 'not-a-database', 'other-application'];

function storeEnding(error: Error): Ending {
  const isWrongFile = 'code' in error && wrongFile.includes(error.code);
  return { code: isWrongFile ? exitCodes.usage : exitCodes.internal, message: error.message };
}

/**
 * Only usage and store errors are thrown on purpose: anything else is a defect, and says so. `help` is
 * where the command line is explained.
 */
export function endingOf(error: unknown, help = 'map --help'): Ending {
  if (error instanceof CommanderError) {
    return error.exitCode === 0
      ? { code: exitCodes.done }
      : { code: exitCodes.usage, message: seeAlso(oneLine(error.message), help) };
  }
  if (error instanceof UsageError) return { code: exitCodes.usage, message: error.message };
  if (isStoreError(error)) return storeEnding(error);
  const cause = error instanceof Error ? error.message : String(error);
  return { code: exitCodes.internal, message: `${cause}: this is a defect in map; please report it with the output of --debug` };
}
