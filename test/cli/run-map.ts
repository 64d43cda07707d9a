import type { Io, Output } from '../../src/cli/context.ts';
import type { ExitCode } from '../../src/cli/exit-codes.ts';
import { run } from '../../src/cli/run.ts';

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written in one piece that is not text. */
  readonly binary: readonly Uint8Array[];
}

interface Around {
  /** Cells of the terminal; without it, everything goes into pipes. */
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: Date;
}

function capture(columns: number | undefined) {
  const pieces: (string | Uint8Array)[] = [];
  const stream: Output = {
    ...(columns === undefined ? {} : { isTTY: true, columns }),
    write: (piece) => pieces.push(piece),
  };
  return { stream, pieces, text: () => pieces.filter((piece) => typeof piece === 'string').join('') };
}

/** Runs one command line inside the test's process, three minutes after the second scan of the shop. */
export async function runMap(argv: readonly string[], around: Around = {}): Promise<Ran> {
  const [stdout, stderr] = [capture(around.columns), capture(around.columns)];
  const now = around.now ?? new Date('2026-03-02T02:16:00.000Z');
  const io: Io = { stdout: stdout.stream, stderr: stderr.stream, env: around.env ?? {}, now: () => now };
  const code = await run(argv, io);
  const binary = stdout.pieces.filter((piece) => typeof piece !== 'string');
  return { code, stdout: stdout.text(), stderr: stderr.text(), binary };
}
