import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

const binary = resolve('bin/map.js');

/** A directory of its own for one test, with nothing of the user's in reach: home, state, agent. */
export interface Desk {
  readonly directory: string;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
  map(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  clear(): void;
}

export function finished(child: ChildProcess): Promise<Ended> {
  const began = Date.now();
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((done, reject) => {
    child.on('error', reject);
    child.on('close', (code) => done({ code, stdout, stderr, milliseconds: Date.now() - began }));
  });
}

export function openDesk(): Desk {
  const directory = mkdtempSync(join(tmpdir(), 'map-e2e-'));
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess =>
    spawn(process.execPath, [binary, ...args], {
      cwd: directory,
      env: { PATH: process.env['PATH'], HOME: directory, TMPDIR: directory, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    directory,
    start,
    map: (args, env) => finished(start(args, env)),
    clear: () => rmSync(directory, { recursive: true, force: true }),
  };
}
