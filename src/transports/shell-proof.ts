import type { Channel } from 'ssh2';

/**
 * Starts a POSIX shell that reads its program from standard input, and makes it show itself first: `-x` (sh(1), POSIX) has the outer
 * shell print what it runs, on standard error. To the command line of a network device it is a word it refuses, with nothing
 * in it that any of them takes for a separator, a pipe or a file (`;`, `&`, `|`, `>`, `?`).
 */
export const shellCommand = 'sh -xc "exec sh -s"';

/** What the outer shell prints: `+ exec sh -s`, or `+ sh -s` by mksh. No echo and no complaint has it alone on a line. */
const proof = /(?:^|\n)\++ (?:exec )?sh -s[ \t]*\r?\n/;

/** What comes from a login script before the proof may be long; the proof itself is short. */
const kept = 64;
/** A server that said something else and then nothing for so long has no shell. */
const quietMs = 10_000;

/** True where the text has the line a POSIX shell shows itself with. */
export const hasProof = (text: string): boolean => proof.test(text);

/** The bytes without the line a shell showed itself with: it is no output of the script. */
export function withoutProof(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = proof.exec(text);
  if (found === null) return bytes;
  const start = found.index + (found[0].startsWith('\n') ? 1 : 0);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(found.index + found[0].length)]);
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
    quiet = setTimeout(giveUp, quietMs);
    const text = tails[stream] + chunk.toString('latin1');
    tails[stream] = text.slice(-kept);
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
