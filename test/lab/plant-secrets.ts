import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FilePlant, inventPlants, type Plants } from '../secrets/plants.ts';
import type { RunningHost } from './lab.ts';
import { command } from './run-command.ts';

const idle = ['#!/usr/bin/python3', 'import time', 'time.sleep(100000)', ''].join('\n');
const inside = ({ pid }: RunningHost): readonly string[] => [
  ...['nsenter', '--target', String(pid), '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup'],
];

function write({ root }: RunningHost, path: string, text: string, mode = 0o644): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  chownSync(full, 0, 0);
  chmodSync(full, mode);
}

/** A process of the user `app`, by its own name, that sleeps until the host ends. */
function run(host: RunningHost, [program, ...words]: readonly [string, ...string[]], variables: readonly string[] = []): void {
  // Not twice: while the kernel starts a file nobody may write to it (ETXTBSY).
  if (!existsSync(join(host.root, '/opt/planted', program))) write(host, `/opt/planted/${program}`, idle, 0o755);
  const as = [
    'setpriv',
    '--reuid',
    'app',
    '--regid',
    'app',
    '--clear-groups',
    'env',
    '-i',
    ...variables,
    `/opt/planted/${program}`,
  ];
  const [nsenter = '', ...rest] = [...inside(host), ...as, ...words];
  spawn(nsenter, rest, { stdio: 'ignore', detached: true }).unref();
}

/** A podman in place of the machine's: it prints what it was given, whatever it is asked. */
async function replacePodman(host: RunningHost, text: string): Promise<void> {
  write(host, '/opt/planted/containers.json', text);
  write(host, '/opt/planted/podman', '#!/bin/sh\nexec cat /opt/planted/containers.json\n', 0o755);
  mkdirSync(join(host.root, '/run/libpod'), { recursive: true });
  await command([...inside(host), 'sh', '-c', '[ ! -e /usr/bin/podman ] || mount --bind /opt/planted/podman /usr/bin/podman']);
}

const writePlant = (host: RunningHost, { path, text, isPrivate }: FilePlant): void =>
  write(host, path, text, isPrivate ? 0o600 : 0o644);

/** Plants secrets wherever services keep theirs, on a running host; lets root log in with the lab's key. */
export async function plantSecrets(host: RunningHost, authorized: string): Promise<Plants> {
  const plants = inventPlants();
  for (const file of plants.files) writePlant(host, file);
  for (const { words } of plants.processes) run(host, words);
  for (const { variables } of plants.environments) run(host, ['service'], variables);
  await replacePodman(host, plants.containers.text);
  write(host, '/etc/ssh/authorized_keys/root', authorized);
  return plants;
}

/** What prints all of it, to somebody who may read it. */
export const readingCommand = ({ files }: Plants): string =>
  [
    'ps -eww -o args=',
    String.raw`cat /proc/[0-9]*/environ | tr '\0' '\n'`,
    `cat ${files.map(({ path }) => path).join(' ')}`,
    'podman ps -a --format json',
  ].join('; ');
