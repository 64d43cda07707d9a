import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AgentSecrets, inventAgentSecrets } from './agent-files.ts';
import { copiedFromEtc, directories, filesOf, type HostSettings } from './host-files.ts';
import { buildNetwork } from './network.ts';
import { command } from './run-command.ts';
import { hosts, type LabHost } from './topology.ts';

export interface RunningHost {
  readonly host: LabHost;
  /** The host's own files; what it mounts on top of them is its own business. */
  readonly root: string;
  /** First process of the host, as seen from the lab. */
  readonly pid: number;
  readonly log: string;
}

export interface Lab {
  readonly directory: string;
  readonly hosts: readonly RunningHost[];
  readonly key: string;
  /** Home of the one who scans. */
  readonly home: string;
  readonly agentSecrets: AgentSecrets;
  /** The daemons are in the control groups of their units. */
  readonly units: boolean;
}

/** What the lab shall do, and where. */
export interface LabSettings extends Pick<HostSettings, 'nat' | 'podman'> {
  /** Everything is made in here. */
  readonly directory: string;
  /** Control group the hosts' own are made in, where there is one. */
  readonly cgroup: string | undefined;
}

type HostAccess = Pick<HostSettings, 'authorized' | 'agentSecrets'>;

function writeHostFiles(root: string, host: LabHost, settings: Omit<HostSettings, 'node' | 'id' | 'bootId'>): void {
  for (const [path, owner, mode] of directories) {
    mkdirSync(join(root, path), { recursive: true });
    chownSync(join(root, path), owner, owner);
    chmodSync(join(root, path), mode);
  }
  for (const name of copiedFromEtc.filter((name) => existsSync(join('/etc', name)))) {
    cpSync(join('/etc', name), join(root, 'etc', name), { recursive: true, verbatimSymlinks: true });
  }
  for (const file of filesOf(host, { ...settings, node: process.execPath, id: randomUUID(), bootId: randomUUID() })) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text);
    chmodSync(join(root, file.path), file.mode ?? 0o644);
  }
}

/**
 * Starts the namespaces of one host; `unshare` stays as their parent, and its only child is the host's first
 * process. It enters its control group first, so that this is the root of the host's own view of them.
 */
function startHost(root: string, host: LabHost, log: string, cgroup: string | undefined): ChildProcess {
  const output = openSync(log, 'a');
  const own = cgroup === undefined ? '' : join(cgroup, host.name);
  if (own !== '') mkdirSync(own);
  const enter = own === '' ? [] : ['sh', '-c', 'echo 0 > "$0/cgroup.procs"; exec "$@"', own];
  const namespaces = ['--mount', '--uts', '--ipc', '--pid', ...(own === '' ? [] : ['--cgroup'])];
  const init = ['sh', join(import.meta.dirname, 'host-init.sh'), root, host.name, process.execPath, own === '' ? 'no' : 'yes'];
  const argv = [...enter, 'ip', 'netns', 'exec', host.name, 'unshare', ...namespaces, '--fork', '--kill-child', ...init];
  return spawn(argv[0] ?? '', argv.slice(1), { stdio: ['ignore', output, output] });
}

function childOf(pid: number): number | undefined {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return child ? Number(child) : undefined;
}

async function bootHost(host: LabHost, access: HostAccess, settings: LabSettings): Promise<RunningHost> {
  const { directory, cgroup } = settings;
  const root = join(directory, 'hosts', host.name);
  const log = join(directory, 'logs', `${host.name}.log`);
  writeHostFiles(root, host, { ...settings, ...access });
  await command([
    'ssh-keygen',
    '-q',
    '-t',
    'ed25519',
    '-N',
    '',
    '-C',
    host.name,
    '-f',
    join(root, 'etc/ssh/ssh_host_ed25519_key'),
  ]);
  const parent = startHost(root, host, log, cgroup);
  for (;;) {
    const pid = parent.pid === undefined ? undefined : childOf(parent.pid);
    if (pid !== undefined) return { host, root, pid, log };
    if (parent.exitCode !== null) throw new Error(`${host.name} did not start: ${readFileSync(log, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Brings the lab up. The caller owns mount, network and pid namespaces of its own, so that everything started
 * here ends with it, whatever happens.
 */
export async function openLab(settings: LabSettings): Promise<Lab> {
  const { directory, cgroup } = settings;
  // Keys and configuration of the machine's own user are no business of the scan.
  if (existsSync('/root/.ssh')) await command(['mount', '-t', 'tmpfs', 'none', '/root/.ssh']);
  const home = join(directory, 'home');
  for (const name of ['hosts', 'logs', 'home']) mkdirSync(join(directory, name), { recursive: true, mode: 0o755 });
  const key = join(home, 'key');
  const [, authorized] = await Promise.all([
    buildNetwork(),
    command(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', key]).then(() =>
      readFileSync(`${key}.pub`, 'utf8'),
    ),
  ]);
  const agentSecrets = inventAgentSecrets();
  const running = await Promise.all(hosts.map((host) => bootHost(host, { authorized, agentSecrets }, settings)));
  return { directory, hosts: running, key, home, agentSecrets, units: cgroup !== undefined };
}

/** Ends every host: with its first process the kernel kills all others of its pid namespace and drops its mounts. */
export function closeLab(lab: Lab): void {
  for (const { pid } of lab.hosts) process.kill(pid, 'SIGKILL');
}
