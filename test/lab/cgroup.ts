import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const prefix = 'map-lab-';

/** Where the machine has its version 2 hierarchy (cgroups(7)), if it has one that can be written to. */
function hierarchy(): string | undefined {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  const [, path] = mounts.find(([, , kind, options]) => kind === 'cgroup2' && options?.split(',').includes('rw')) ?? [];
  return path;
}

/** Makes the control group of one run; undefined where the machine does not let us, and the hosts then do without. */
export function makeCgroup(pid: number): string | undefined {
  const root = hierarchy();
  if (root === undefined) return undefined;
  try {
    mkdirSync(join(root, `${prefix}${pid}`));
    return join(root, `${prefix}${pid}`);
  } catch {
    return undefined;
  }
}

/** A control group is removed from the leaves up; its own files go with it. */
function removeTree(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (statSync(join(directory, name)).isDirectory()) removeTree(join(directory, name));
  }
  rmdirSync(directory);
}

/** Removes the control groups of runs that `isOver`; their processes have ended. */
export function removeCgroups(isOver: (pid: number) => boolean): void {
  const root = hierarchy();
  if (root === undefined || !existsSync(root)) return;
  for (const name of readdirSync(root).filter((entry) => entry.startsWith(prefix))) {
    if (isOver(Number(name.slice(prefix.length)))) removeTree(join(root, name));
  }
}
