import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './bench-figure.ts';

const title = 'Full collection of 100 addresses over SSH';

/**
 * As root the measuring runs in mount, network and pid namespaces of its own: a user is made there for the
 * logins (start-up files of root would be measured otherwise), the loopback is its own, and everything
 * started ends with it. As another user that user logs in to itself.
 */
const namespaces = ['unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'];

/** The first process of a pid namespace has to reap what lost its parent; sshd leaves hundreds, and every `ps` would read them. */
const init = ['sh', '-c', '"$@"; exit "$?"', 'sh'];

/** Hosts a second and client CPU a host, against parallel-ssh and ansible running the very same script. */
export async function measureCollection(): Promise<Figure> {
  const skipped = (why: string): Figure => ({ title, columns: [], rows: [], notes: [`not measured: ${why}`] });
  if (!existsSync('/usr/sbin/sshd')) return skipped('there is no /usr/sbin/sshd (package openssh-server)');
  const directory = mkdtempSync(join(tmpdir(), 'map-bench-'));
  const inside = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'bench-collection-inside.ts'), directory];
  const [file = '', ...rest] = process.getuid?.() === 0 ? [...namespaces, ...init, ...inside] : inside;
  try {
    const child = spawn(file, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += String(data);
    });
    const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
    if (code !== 0) return skipped(`it ended with exit code ${code}`);
    return { title, ...(JSON.parse(output) as Omit<Figure, 'title'>) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
