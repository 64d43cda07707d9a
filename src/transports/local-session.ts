import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../config/paths.ts';
import { createOutputGatherer } from './output-gatherer.ts';
import { watchLimits } from './run-limits.ts';
import type { RunLimits, ShellEnd, ShellOutput, ShellSession } from './types.ts';

type Shell = ChildProcessByStdio<Writable, Readable, Readable>;

/** As bare as over SSH: no variable of this process, secrets included, reaches the collection script. */
function loginEnvironment(env: Environment): Record<string, string> {
  const kept = ['PATH', 'HOME', 'USER', 'LOGNAME'].flatMap((name) =>
    env[name] === undefined ? [] : [[name, env[name]] as const],
  );
  return Object.fromEntries(kept);
}

function spawnShell(env: Environment): Shell {
  // Its own process group, so that everything the script started can be ended together.
  return spawn('/bin/sh', ['-s'], { cwd: '/', detached: true, env: loginEnvironment(env), stdio: ['pipe', 'pipe', 'pipe'] });
}

function killGroup(shell: Shell): void {
  if (shell.pid === undefined) return;
  try {
    process.kill(-shell.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

function runScript(shell: Shell, script: string, limits: RunLimits): Promise<ShellOutput> {
  return new Promise((resolve) => {
    const gatherer = createOutputGatherer(limits.maxBytes, () => finish('output-limit'));
    let done = false;
    const finish = (end: ShellEnd): void => {
      if (done) return;
      done = true;
      release();
      endShell(shell);
      resolve(gatherer.finish(end));
    };
    const release = watchLimits(limits, finish);
    shell.stdout.on('data', (chunk: Buffer) => gatherer.add('stdout', chunk));
    shell.stderr.on('data', (chunk: Buffer) => gatherer.add('stderr', chunk));
    shell.on('error', (error) => {
      gatherer.add('stderr', Buffer.from(error.message));
      finish('exit');
    });
    shell.on('close', () => finish('exit'));
    // A shell that ends before it has read everything is no error of ours.
    shell.stdin.on('error', () => {});
    shell.stdin.end(script);
  });
}

/** Ends the shell and what it started, and lets go of its pipes, which a stray child may still hold. */
function endShell(shell: Shell): void {
  killGroup(shell);
  for (const stream of [shell.stdin, shell.stdout, shell.stderr]) stream.destroy();
}

function userName(env: Environment): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return env['USER'];
  }
}

/** This machine itself, without SSH: the same script, the same limits. */
export function openLocalSession(env: Environment): ShellSession {
  let shell: Shell | undefined;
  const user = userName(env);
  return {
    facts: user === undefined ? {} : { user },
    async run(script, limits, kind = 'sh') {
      // Nobody runs map on Windows itself yet: there is no other shell on this machine.
      if (kind !== 'sh') return { end: 'exit', stdout: new Uint8Array(), stderr: new Uint8Array() };
      shell = spawnShell(env);
      return await runScript(shell, script, limits);
    },
    close() {
      if (shell !== undefined) endShell(shell);
    },
  };
}
