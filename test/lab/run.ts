/**
 * `npm run lab`: real hosts in network namespaces, scanned for real. See docs/lab.md.
 *
 * This process only checks what is needed and then starts `inside.ts` in mount, network, pid, IPC and UTS
 * namespaces of its own. Whatever happens to either of them, the kernel ends every process and drops every
 * mount and every network namespace of the lab with them.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCgroup, removeCgroups } from './cgroup.ts';
import { checkPrerequisites, type Prerequisites } from './prerequisites.ts';

const prefix = 'map-lab-';

const say = (line: string): boolean => process.stderr.write(`lab: ${line}\n`);

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A run that was killed leaves empty directories, named for its process; processes and mounts ended with it. */
function removeLeftovers(): void {
  removeCgroups((pid) => !alive(pid));
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!Number.isInteger(pid) || alive(pid)) continue;
    rmdirSync(join(tmpdir(), name));
    say(`removed ${name}, left by a run that was killed`);
  }
}

/** A skip is seen: each reason, and a count. In CI the packages are installed before, so there their absence is a failure. */
function skipOrFail({ missing, installable }: Prerequisites): number {
  for (const reason of missing) process.stdout.write(`skipped: ${reason}\n`);
  const mustRun = installable && process.env['CI'] === 'true';
  process.stdout.write(mustRun ? `0 passed, ${missing.length} failed\n` : '0 passed, 0 failed, 1 skipped\n');
  return mustRun ? 1 : 0;
}

function runInside(directory: string): Promise<number> {
  const namespaces = [
    '--mount',
    '--net',
    '--pid',
    '--ipc',
    '--uts',
    '--fork',
    '--kill-child',
    '--mount-proc',
    '--propagation',
    'private',
  ];
  const program = [
    process.execPath,
    '--import',
    'tsx',
    join(import.meta.dirname, 'inside.ts'),
    directory,
    makeCgroup(process.pid) ?? '',
    ...process.argv.slice(2),
  ];
  // Its own process group: Ctrl-C reaches it once, from here. The pipe tells it when this process is gone.
  const child = spawn('unshare', [...namespaces, ...program], { stdio: ['pipe', 'inherit', 'inherit'], detached: true });
  if (process.argv.includes('--hold')) say(`to enter: nsenter --target $(pgrep --parent ${child.pid}) --mount --pid --net`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.stdin.end());
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function main(): Promise<number> {
  const prerequisites = await checkPrerequisites();
  if (prerequisites.missing.length > 0) return skipOrFail(prerequisites);
  removeLeftovers();
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    return await runInside(directory);
  } finally {
    rmdirSync(directory);
    removeCgroups((pid) => pid === process.pid);
  }
}

process.exitCode = await main();
