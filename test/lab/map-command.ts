import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { agentUser } from './agent-files.ts';
import type { Lab } from './lab.ts';
import { at } from './readiness.ts';
import { type CommandResult, tryCommand } from './run-command.ts';

const program = join(import.meta.dirname, '../../bin/map.js');

/** Nothing of the machine's user: an own home, no agent, no configuration; and what opens the SNMP agents. */
function environment(lab: Lab): NodeJS.ProcessEnv {
  mkdirSync(join(lab.home, 'tmp'), { recursive: true });
  const { community, authentication, privacy } = lab.agentSecrets;
  return {
    ...{ PATH: process.env['PATH'], HOME: lab.home, TMPDIR: join(lab.home, 'tmp'), LC_ALL: 'C.UTF-8', NO_COLOR: '1' },
    ...{ LAB_COMMUNITY: community, LAB_AUTH: authentication, LAB_PRIV: privacy, LAB_WRONG: 'not-the-right-one' },
  };
}

const argvOf = (words: readonly string[]): readonly string[] => at('scanner', [process.execPath, program, ...words]);

/** Runs `map` in the scanner's namespace. */
export const map = (lab: Lab, words: readonly string[]): Promise<CommandResult> =>
  tryCommand(argvOf(words), { env: environment(lab), cwd: lab.home, limit: 120_000 });

/** The same where it has to end with 0: its standard output. */
export async function mapOutput(lab: Lab, words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await map(lab, words);
  if (code !== 0) throw new Error(`map ${words.join(' ')} ended with ${code}: ${stderr.trim()}`);
  return stdout;
}

export const database = (lab: Lab, name: string): string => join(lab.home, `${name}.db`);

export const communityWords = ['--snmp-community', 'env:LAB_COMMUNITY'];

/** A user of version 3, with the passphrases of these variables. */
export const userWords = (authentication = 'LAB_AUTH', privacy = 'LAB_PRIV', user = agentUser): readonly string[] => [
  ...['--snmp-user', user, '--snmp-auth', `sha256:env:${authentication}`, '--snmp-priv', `aes128:env:${privacy}`],
];

/** Both credentials of the lab's agents. */
export const agentWords: readonly string[] = [...communityWords, ...userWords()];

export const scanWords = (
  lab: Lab,
  user: string,
  db: string,
  targets: readonly string[],
  more: readonly string[] = [],
): readonly string[] => [
  'scan',
  ...targets,
  '--user',
  user,
  '--identity',
  lab.key,
  '--samples',
  '3',
  '--interval',
  '1',
  ...more,
  '--json',
  '--db',
  database(lab, db),
];

export async function readSnapshot(lab: Lab, db: string): Promise<Snapshot> {
  return JSON.parse(await mapOutput(lab, ['export', '-f', 'json', '--db', database(lab, db)])) as Snapshot;
}

export interface Interrupted extends CommandResult {
  /** From the signal to the end of the process, milliseconds. */
  readonly milliseconds: number;
}

/** Starts `map`, waits until its output says `when`, presses Ctrl-C, waits for its end. */
export function mapInterrupted(lab: Lab, words: readonly string[], when: (stdout: string) => boolean): Promise<Interrupted> {
  const [file = '', ...rest] = argvOf(words);
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { env: environment(lab), cwd: lab.home, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
    let stdout = '';
    let stderr = '';
    let pressed: number | undefined;
    child.stderr.on('data', (data) => {
      stderr += String(data);
    });
    child.stdout.on('data', (data) => {
      stdout += String(data);
      if (pressed !== undefined || !when(stdout)) return;
      pressed = Date.now();
      child.kill('SIGINT');
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (pressed === undefined) reject(new Error(`map ended with ${code} before it could be interrupted: ${stderr}`));
      else resolve({ code: code ?? 137, stdout, stderr, milliseconds: Date.now() - pressed });
    });
  });
}

/** Files `map` left in its temporary directory. */
export const temporaryFiles = (lab: Lab): readonly string[] => readdirSync(join(lab.home, 'tmp'));
