import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Measured {
  /** Wall clock, seconds. */
  readonly seconds: number;
  /** User and system time of the process and of every child it waited for, seconds. */
  readonly cpuSeconds: number;
  /** The most memory a process of the tree had, bytes; NaN where it was not asked for or cannot be told. */
  readonly peakBytes: number;
  readonly code: number;
  readonly stderr: string;
}

export interface MeasureOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** File given as standard input. */
  readonly input?: string;
  /** Measure the memory too. */
  readonly memory?: true;
}

/** bash's `time` tells the rusage of a whole process tree, which Node cannot; its format is bash(1), TIMEFORMAT. */
const timed = `TIMEFORMAT='rusage %R %U %S'; time "$@" > /dev/null`;

/** GNU time(1) tells the peak of the largest process, in KiB. */
const gnuTime = '/usr/bin/time';
const tellsPeak = [gnuTime, '--quiet', '--format', 'peak %M'];

export async function measureProcess(argv: readonly string[], options: MeasureOptions): Promise<Measured> {
  const script = options.input === undefined ? `${timed} < /dev/null` : `${timed} < '${options.input}'`;
  const prefix = options.memory && existsSync(gnuTime) ? tellsPeak : [];
  const child = spawn('bash', ['-c', script, 'bench', ...prefix, ...argv], {
    env: options.env,
    cwd: options.cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += String(data);
  });
  const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
  const [, real = '', user = '', system = ''] = /rusage ([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
  const peakBytes = Number(/^peak (\d+)$/m.exec(stderr)?.[1]) * 1024;
  return { seconds: Number(real), cpuSeconds: Number(user) + Number(system), peakBytes, code, stderr };
}

export const installed = (name: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((directory) => existsSync(join(directory, name)));

/** First line of what a tool says about its version. */
export function versionOf(argv: readonly string[]): string {
  const [file = '', ...rest] = argv;
  const { stdout, stderr } = spawnSync(file, rest, { encoding: 'utf8' });
  return (`${stdout ?? ''}${stderr ?? ''}`.split('\n')[0] ?? '').trim();
}
