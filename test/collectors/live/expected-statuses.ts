import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { SectionStatus } from '../../../src/model/evidence.ts';
import type { Truth } from './planted-machine.ts';

/** Who asks the planted machine, and with which tools. */
export interface Asking {
  readonly user: 'root' | 'nobody';
  readonly shell: string;
  /** Directory of the applets, where they are the only tools. */
  readonly applets?: string;
  readonly truth: Truth;
}

export type Expected = SectionStatus | 'not asked';

/** What looks at the tools and files there are, never at an answer. */
interface Look {
  readonly root: boolean;
  readonly tracked: boolean;
  has(tool: string): boolean;
  /** In the file system of the machine that is asked. */
  exists(path: string): boolean;
  /** The shell takes its own applet, whatever is in PATH, or there is nothing else. */
  isApplet(tool: string): boolean;
}

const standard =
  '/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin:/usr/pkg/sbin:/opt/freeware/sbin:/opt/freeware/bin';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const outputOf = (command: string, ...args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return `${stdout}${stderr}`;
};
/** Of a busybox that prefers its applets, `command -v` tells no path. */
const prefersApplets = (shell: string): boolean =>
  shell.startsWith('busybox') && outputOf('busybox', 'sh', '-c', 'command -v ls').trim() === 'ls';
const netstatTellsProcesses = (): boolean => /\[-\w*p\w*\]/.test(outputOf('busybox', 'netstat', '--help'));

function lookAs({ user, shell, applets, truth }: Asking): Look {
  const folders = applets === undefined ? `${process.env['PATH']}${delimiter}${standard}`.split(delimiter) : [applets];
  const has = (tool: string): boolean => folders.some((folder) => isExecutable(join(folder, tool)));
  const list = applets !== undefined || prefersApplets(shell) ? outputOf('busybox', '--list').split('\n') : [];
  const own = new Set(list);
  return {
    root: user === 'root',
    tracked: truth.tracked > 0,
    has: (tool) => own.has(tool) || has(tool),
    isApplet: (tool) => own.has(tool),
    exists: (path) => existsSync(`/proc/${truth.pid}/root${path}`),
  };
}

const ok: readonly Expected[] = ['ok'];
const notAsked: readonly Expected[] = ['not asked'];
/** A daemon may be there and give no answer. */
const asked: readonly Expected[] = ['ok', 'failed'];

const when = (condition: boolean, then: readonly Expected[]): readonly Expected[] => (condition ? then : notAsked);
const toolOf = (look: Look, tool: string): readonly Expected[] => [look.has(tool) ? 'ok' : 'missing'];
const forRoot = ({ root }: Look): readonly Expected[] => [root ? 'ok' : 'failed'];
/** `ip -j`, `ps -o pid:10=` and `find -ignore_readdir_race` are no options of busybox. */
const notBusybox = (look: Look, tool: string): readonly Expected[] =>
  look.has(tool) ? [look.isApplet(tool) ? 'failed' : 'ok'] : ['missing'];
/** grep and ls fail where one of the files is missing, and say the others. */
const allThere = (look: Look, paths: readonly string[]): readonly Expected[] => [
  look.root && paths.every((path) => look.exists(path)) ? 'ok' : 'failed',
];
const trackingIsBuiltIn = (look: Look): boolean =>
  look.exists('/proc/sys/net/netfilter/nf_conntrack_count') && !look.exists('/sys/module/nf_conntrack/initstate');
const natIsThere = (look: Look, modules: readonly string[]): boolean =>
  trackingIsBuiltIn(look) || modules.some((name) => look.exists(`/sys/module/${name}`));
const nftModules = ['nft_chain_nat', 'nft_chain_nat_ipv4', 'nft_chain_nat_ipv6'];
const hasMachines = (): boolean => {
  try {
    return readdirSync('/run/systemd/machines').length > 0;
  } catch {
    return false;
  }
};
const hasConmon = (): boolean =>
  readdirSync('/proc').some((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/comm`, 'utf8') === 'conmon\n';
    } catch {
      return false; // It ended while we looked.
    }
  });
const crictl = (look: Look, crio: boolean): readonly Expected[] =>
  when(look.has('crictl') && look.exists('/run/crio/crio.sock') === crio, asked);
const docker = (look: Look, writable: boolean): readonly Expected[] =>
  when(look.has('docker') && look.exists('/var/run/docker.sock') && look.root === writable, asked);

const statuses: Readonly<Record<string, (look: Look) => readonly Expected[]>> = {
  apache: () => ok,
  'application-files': () => ok,
  arp: (look) => toolOf(look, 'arp'),
  'bridge-fdb': (look) => when(look.exists('/opt/vyatta'), toolOf(look, 'bridge')),
  cgroups: () => ok,
  'config-files': () => ok,
  'config-lines': () => ok,
  conntrack: (look) => when(look.has('conntrack') && look.tracked, forRoot(look)),
  crictl: (look) => crictl(look, false),
  'crictl-pods': (look) => crictl(look, false),
  crio: (look) => crictl(look, true),
  'crio-pods': (look) => crictl(look, true),
  crontabs: forRoot,
  'crontabs-flat': () => notAsked,
  // What goes away while find looks at it makes it fail.
  descriptors: (look) => (look.root && !look.isApplet('find') ? asked : ['failed']),
  'descriptors-ls': (look) => when(look.root, ok),
  dmi: (look) =>
    allThere(
      look,
      ['product_uuid', 'product_serial'].map((name) => `/sys/class/dmi/id/${name}`),
    ),
  docker: (look) => docker(look, true),
  'docker-ps': (look) => docker(look, false),
  environment: () => ok,
  haproxy: () => ok,
  identity: () => ok,
  ifconfig: (look) => toolOf(look, 'ifconfig'),
  incus: (look) => when(look.root && look.has('curl') && look.exists('/var/lib/incus/unix.socket'), asked),
  'ip-addr': (look) => toolOf(look, 'ip'),
  'ip-addr-json': (look) => notBusybox(look, 'ip'),
  'ip-conntrack': (look) => when(look.exists('/proc/net/ip_conntrack'), forRoot(look)),
  'ip-neigh': (look) => toolOf(look, 'ip'),
  'ip-neigh-json': (look) => notBusybox(look, 'ip'),
  'ip-route': (look) => toolOf(look, 'ip'),
  'ip-route-json': (look) => notBusybox(look, 'ip'),
  'ip-vs': (look) => when(look.exists('/proc/net/ip_vs'), ok),
  'ip6tables-nat': (look) =>
    when(look.has('ip6tables-save') && natIsThere(look, ['ip6table_nat', 'nft_chain_nat', 'nft_chain_nat_ipv6']), forRoot(look)),
  'iptables-nat': (look) =>
    when(look.has('iptables-save') && natIsThere(look, ['iptable_nat', 'nft_chain_nat', 'nft_chain_nat_ipv4']), forRoot(look)),
  'iscsi-nodes': (look) => [['/etc/iscsi/nodes', '/var/lib/iscsi/nodes'].every(look.exists) ? 'ok' : 'failed'],
  keepalived: forRoot,
  'keepalived-includes': () => ok,
  lldpcli: (look) => when(look.exists('/usr/sbin/lldpcli') || look.has('lldpcli'), [...asked, 'missing']),
  lldpctl: (look) => when(!look.exists('/usr/sbin/lldpcli') && look.exists('/usr/sbin/lldpctl'), asked),
  'login-config': (look) => allThere(look, ['/etc/nslcd.conf', '/etc/sssd/sssd.conf']),
  lxc: (look) => when(look.has('lxc-ls') && look.exists('/var/lib/lxc'), asked),
  lxd: (look) =>
    when(
      look.root && look.has('curl') && ['snap/lxd/common', 'lib'].some((part) => look.exists(`/var/${part}/lxd/unix.socket`)),
      asked,
    ),
  machines: () => when(hasMachines(), ok),
  'namespace-addresses': () => ok,
  'namespace-sockets': () => ok,
  namespaces: () => ok,
  netstat: (look) => (look.isApplet('netstat') && !netstatTellsProcesses() ? ['failed'] : toolOf(look, 'netstat')),
  'netstat-plain': (look) => toolOf(look, 'netstat'),
  'nf-conntrack': (look) => when(look.exists('/proc/net/nf_conntrack') && look.tracked, forRoot(look)),
  nft: (look) => when(look.has('nft') && natIsThere(look, nftModules), forRoot(look)),
  nginx: () => ok,
  podman: (look) => when(look.has('podman') && look.exists('/run/libpod') && hasConmon(), asked),
  // Nobody has no home here.
  'podman-rootless': () => notAsked,
  'proc-arp': () => ok,
  'proc-net': () => ok,
  'proc-route': () => ok,
  proxmox: (look) => when(look.exists('/etc/pve/local'), asked),
  ps: (look) => notBusybox(look, 'ps'),
  'ps-plain': (look) => toolOf(look, 'ps'),
  resolver: () => ok,
  ss: (look) => toolOf(look, 'ss'),
  'ss-plain': (look) => toolOf(look, 'ss'),
  system: () => ok,
  units: (look) => (look.exists('/run/systemd/system') ? asked : ['failed']),
  virsh: (look) => when(look.has('virsh') && look.exists('/run/libvirt/libvirt-sock-ro'), asked),
  vzlist: (look) => when(look.has('vzlist'), asked),
};

/** How the section of each collector may end on this machine, by the tools and files that are there. */
export function expectedStatuses(asking: Asking): ReadonlyMap<string, readonly Expected[]> {
  const look = lookAs(asking);
  return new Map(Object.entries(statuses).map(([name, expect]) => [`linux.${name}`, expect(look)]));
}
