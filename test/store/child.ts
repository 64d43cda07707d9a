import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const programs = {
  'append-and-hang': new URL('./programs/append-and-hang.ts', import.meta.url),
  'fill-disk': new URL('./programs/fill-disk.ts', import.meta.url),
  'hold-lock': new URL('./programs/hold-lock.ts', import.meta.url),
  'open-as-nobody': new URL('./programs/open-as-nobody.ts', import.meta.url),
} as const;

export interface Child {
  /** Process id of the program itself. */
  readonly pid: number | undefined;
  /** Its next line of output, as JSON; rejects where it ends first. */
  next(): Promise<unknown>;
  kill(): Promise<void>;
}

const ended = async (process: ChildProcessByStdio<Writable, Readable, Readable>): Promise<void> => {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
};

/** The command that runs a program of this folder with these arguments. */
export const commandOf = (program: keyof typeof programs, args: readonly string[]): string[] => [
  process.execPath,
  '--import',
  'tsx',
  fileURLToPath(programs[program]),
  ...args,
];

/** Starts a command that prints JSON lines; it is gone after the test. */
export function startChild(command: readonly string[]): Child {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended(child);
  };
  onTestFinished(kill);
  return {
    pid: child.pid,
    async next() {
      const line = await lines.next();
      if (line.done === true) throw new Error(`the program ended: ${complaint}`);
      return JSON.parse(line.value);
    },
    kill,
  };
}
