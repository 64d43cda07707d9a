import type { Channel } from 'ssh2';
import { lastLine, looksLikePrompt } from './device/text.ts';

/**
 * Starts a POSIX shell that reads its program from standard input, and makes it show itself first: `-x` (sh(1), POSIX) has the outer
 * shell print what it runs, on standard error. To the command line of a network device it is a word it refuses, with nothing
 * in it that any of them takes for a separator, a pipe or a file (`;`, `&`, `|`, `>`, `?`).
 */
export const shellCommand = 'sh -xc "exec sh -s"';

/** What the outer shell prints ends in this: `+ exec sh -s`, or `+ sh -s` by mksh. */
const traced = /(?:exec )?\bsh -s[ \t]*\r?\n/g;
/** What stands before it in the line is looked at so far back. */
const longestPrefix = 300;

/**
 * In front of it stands PS4, `+ ` unless an environment has another one, and what a login script left without the end of a line. An
 * echo or a complaint has the option, or a quote, which a shell takes off.
 */
const isTrace = (prefix: string): boolean => prefix.includes('+') && !prefix.includes('-xc') && !/["'`]$/.test(prefix);

/** Where in the text a shell has shown itself. */
function findProof(text: string): { readonly start: number; readonly end: number } | undefined {
  for (const { index, 0: found } of text.matchAll(traced)) {
    const before = text.slice(Math.max(0, index - longestPrefix), index);
    const prefix = before.slice(before.lastIndexOf('\n') + 1);
    if (isTrace(prefix)) return { start: index - prefix.length, end: index + found.length };
  }
  return undefined;
}

/** What comes from a login script before the proof may be long; the proof itself is short. */
const kept = 400;
/** A server that said something else, and then nothing for so long, has no shell. A login script may take a while between two words. */
const quietMs = 30_000;
/** It has none for certain once it waits at a prompt. */
const promptMs = 10_000;

/** True where the text has the line a POSIX shell shows itself with. */
export const hasProof = (text: string): boolean => findProof(text) !== undefined;

/** The bytes without the line a shell showed itself with: it is no output of the script. */
export function withoutProof(bytes: Uint8Array): Uint8Array {
  const found = findProof(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  return found === undefined ? bytes : Buffer.concat([bytes.subarray(0, found.start), bytes.subarray(found.end)]);
}

export interface ProofOptions {
  /** Given up waiting after so many milliseconds, whatever came. */
  readonly milliseconds: number;
  /** A shell has shown itself: it may read. */
  readonly shown: () => void;
  /** None has: `said` tells whether there was anything else. Nothing was written. */
  readonly none: (said: boolean) => void;
}

/** Waits on a channel until a POSIX shell shows itself on it. What is given back ends the wait. */
export function awaitShell(channel: Channel, { milliseconds, shown, none }: ProofOptions): () => void {
  const tails = { stdout: '', stderr: '' };
  let said = false;
  let quiet: NodeJS.Timeout | undefined;
  const release = (): void => {
    clearTimeout(last);
    clearTimeout(quiet);
    channel.removeListener('data', onOut);
    channel.stderr.removeListener('data', onErr);
  };
  const giveUp = (): void => {
    release();
    none(said);
  };
  const take = (stream: keyof typeof tails, chunk: Buffer): void => {
    said = true;
    clearTimeout(quiet);
    const text = tails[stream] + chunk.toString('latin1');
    tails[stream] = text.slice(-kept);
    quiet = setTimeout(giveUp, looksLikePrompt(lastLine(text)) ? promptMs : quietMs);
    if (!hasProof(text)) return;
    release();
    shown();
  };
  const onOut = (chunk: Buffer): void => take('stdout', chunk);
  const onErr = (chunk: Buffer): void => take('stderr', chunk);
  const last = setTimeout(giveUp, milliseconds);
  channel.on('data', onOut);
  channel.stderr.on('data', onErr);
  return release;
}
