import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLocalSession } from '../../src/transports/local-session.ts';
import type { RunLimits } from '../../src/transports/types.ts';
import { tempDirectory } from './support/temp.ts';
import { busyResources, never, until } from './support/wait.ts';

const directory = tempDirectory();

async function run(script: string, limits: Partial<RunLimits> = {}, env: Record<string, string | undefined> = process.env) {
  const session = openLocalSession(env);
  const output = await session.run(script, { signal: never(), deadlineMs: 20_000, maxBytes: 1_000_000, ...limits });
  session.close();
  session.close();
  return { end: output.end, stdout: Buffer.from(output.stdout).toString(), stderr: Buffer.from(output.stderr).toString() };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie nobody has collected is dead as well.
    return !existsSync(`/proc/${pid}/stat`) || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe.skipIf(process.platform === 'win32')('openLocalSession', () => {
  it('runs the script in a POSIX shell and keeps both streams', async () => {
    expect(await run('echo "$0"; echo two >&2; exit 3')).toEqual({ end: 'exit', stdout: '/bin/sh\n', stderr: 'two\n' });
  });

  it('names the user', () => {
    expect(openLocalSession(process.env).facts).toEqual({ user: expect.stringMatching(/./) });
  });

  it('takes a script longer than a pipe holds', async () => {
    const { stdout } = await run(`: ${'x'.repeat(300_000)}\necho done\n`);
    expect(stdout).toBe('done\n');
  });

  it('hands no variable of this process on, secrets least of all', async () => {
    const { stdout } = await run('env', {}, { ...process.env, MAP_PASSWORD: 's3cret', SSH_AUTH_SOCK: '/s', HOME: '/home/ann' });
    expect(stdout).toContain('HOME=/home/ann\n');
    expect(stdout).not.toMatch(/s3cret|SSH_AUTH_SOCK/);
  });

  it('ends at the deadline, together with everything it started', async () => {
    const pidFile = join(directory, 'pids');
    const pending = run(`echo before; sleep 300 & echo $! > '${pidFile}'; echo $$ >> '${pidFile}'; wait`, { deadlineMs: 2500 });
    expect(await pending).toEqual({ end: 'deadline', stdout: 'before\n', stderr: '' });
    const pids = readFileSync(pidFile, 'utf8').trim().split('\n').map(Number);
    expect(pids).toHaveLength(2);
    await until('the shell and its child are gone', () => !pids.some(isAlive));
  });

  it('ends at the byte cap', async () => {
    const { end, stdout } = await run('while :; do echo flood; done', { maxBytes: 10_001 });
    expect(end).toBe('output-limit');
    expect(stdout).toHaveLength(10_001);
  });

  it('ends at the signal, before and during', async () => {
    const stop = new AbortController();
    const pending = run('echo started; sleep 300', { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect((await pending).end).toBe('aborted');
    expect((await run('sleep 300', { signal: AbortSignal.abort() })).end).toBe('aborted');
  });

  it('survives a shell that ends before it has read its script', async () => {
    const { end, stdout } = await run(`echo early; exit 0\n${'# more\n'.repeat(100_000)}`);
    expect([end, stdout]).toEqual(['exit', 'early\n']);
  });

  it('leaves no process, pipe or timer', async () => {
    const before = busyResources().length;
    await run('echo hi');
    await until('nothing is left', () => busyResources().length <= before);
  });
});
