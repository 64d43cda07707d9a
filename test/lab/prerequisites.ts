import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tryCommand } from './run-command.ts';

/** Commands the lab needs and the Debian packages they come in; `.ci/run` installs these. */
const needed: Readonly<Record<string, string>> = {
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
  ip: 'iproute2',
  ss: 'iproute2',
  haproxy: 'haproxy',
  nginx: 'nginx-light',
  'redis-server': 'redis-server',
  python3: 'python3',
  sudo: 'sudo',
  snmpd: 'snmpd',
  lldpd: 'lldpd',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  pivot_root: 'util-linux',
};

/** The same for what the lab can do without: it says what it leaves out then. Where packages were installed before, nothing may be left out. */
const wanted: Readonly<Record<string, string>> = {
  podman: 'podman',
  crun: 'crun',
  iptables: 'iptables',
  conntrack: 'conntrack',
};

const searched = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  ...(process.env['PATH'] ?? '').split(delimiter),
];

const present = (name: string): boolean => searched.some((directory) => existsSync(join(directory, name)));

function missingPackages(): readonly string[] {
  const all = process.env['CI'] === 'true' ? { ...needed, ...wanted } : needed;
  const missing = Object.entries(all).filter(([name]) => !present(name));
  const packages = missing.map(([name, from]) => `${name} (package ${from})`);
  return existsSync('/usr/lib/postgresql') ? packages : [...packages, 'initdb and postgres (package postgresql)'];
}

export interface Prerequisites {
  /** Why the lab cannot run here, one line a reason; empty where it can. */
  readonly missing: readonly string[];
  /** What is missing could have been installed. */
  readonly installable: boolean;
}

/** Looks for everything the lab needs; changes nothing. */
export async function checkPrerequisites(): Promise<Prerequisites> {
  const packages = missingPackages();
  if (process.platform !== 'linux') return { missing: ['the lab needs Linux (network namespaces)'], installable: false };
  if (process.getuid?.() !== 0) {
    return { missing: ['the lab needs root (it makes network namespaces)', ...packages], installable: false };
  }
  if (packages.length > 0) return { missing: packages, installable: true };
  const trial = ['unshare', '--mount', '--net', '--pid', '--fork', '--mount-proc', '--propagation', 'private'];
  const inside =
    'mount -t tmpfs none /run && mkdir /run/netns && chown 65534 /run/netns && ip netns add trial && ip link add trial type bridge';
  const { code, stderr } = await tryCommand([...trial, 'sh', '-c', inside]);
  const refused = `this machine does not let root make namespaces, mounts, bridges or files of other users: ${stderr.trim()}`;
  return { missing: code === 0 ? [] : [refused], installable: false };
}
