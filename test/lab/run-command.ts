import { spawn } from 'node:child_process';

export interface CommandResult {
  /** Exit code, or 128 and the number of the signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Milliseconds after which the command is killed. */
  readonly limit?: number;
}

/** Runs one command to its end; a failing one is a result, not an exception. */
export function tryCommand(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const [file = '', ...rest] = argv;
  return new Promise((resolve) => {
    const child = spawn(file, rest, { env: options.env, cwd: options.cwd, timeout: options.limit, killSignal: 'SIGKILL' });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => stdout.push(data));
    child.stderr.on('data', (data: Buffer) => stderr.push(data));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    const finish = (code: number, trouble = '') =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() + trouble });
    child.on('error', (error) => finish(127, error.message));
    child.on('close', (code, signal) => finish(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15)));
  });
}

/** The same for a command that has to work: its standard output. */
export async function command(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await tryCommand(argv, options);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr.trim() || stdout.trim()}`);
  return stdout;
}

/** Asks again and again until `check` gives no complaint; the last complaint is the error. */
export async function waitFor(
  what: string,
  seconds: number,
  check: () => Promise<string | undefined>,
  everyMs = 100,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const complaint = await check();
    if (complaint === undefined) return;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s: ${complaint}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
