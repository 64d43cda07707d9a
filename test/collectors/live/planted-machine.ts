import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Stands in planted files and variables wherever a secret may stand; no answer may hold it. */
export const secret = 'hunter2-of-the-test';

/** Files of the machine that is asked: in a layer over /etc and /var/spool that only it sees. */
const files: Readonly<Record<string, string>> = {
  '/etc/apache2/sites-enabled/shop.conf': '<VirtualHost *:80>\nProxyPass "/" "http://app7.example.net:8081/"\n</VirtualHost>\n',
  '/etc/cron.d/map-live': '0 1 * * * shop rsync -a /srv vault@backup1.example.net:/in\n',
  '/etc/default/map-live': `DB_URL=postgres://shop:${secret}@db8.example.net:5434/shop\n`,
  '/etc/haproxy/haproxy.cfg': 'frontend web\n  bind *:80\n  default_backend app\nbackend app\n  server a 192.0.2.30:8080\n',
  '/etc/hosts': '127.0.0.1 localhost\n192.0.2.44 db44.example.net\n',
  '/etc/iscsi/nodes/iqn.2024-01.net.example:disk/192.0.2.60,3260,1/default': 'node.name = x\n',
  '/etc/keepalived/keepalived.conf': `vrrp_instance a {\n  interface a0\n  virtual_router_id 51\n  authentication {\n    auth_type PASS\n    auth_pass ${secret}\n  }\n  virtual_ipaddress {\n    192.0.2.100/24\n  }\n}\n`,
  '/etc/keepalived/extra.conf':
    'virtual_server 192.0.2.101 443 {\n  protocol TCP\n  real_server 192.0.2.31 8443 {\n    weight 1\n  }\n}\n',
  '/etc/nginx/conf.d/map-live.conf':
    'server {\n  listen 8088;\n  location / {\n    proxy_pass http://app6.example.net:8082;\n  }\n}\n',
  '/etc/profile.d/map-live.sh': 'export https_proxy=http://proxy9.example.net:3128\n',
  '/etc/resolv.conf': 'nameserver 192.0.2.53\n',
  '/etc/sssd/sssd.conf': `[domain/x]\nid_provider = ldap\nldap_uri = ldaps://dir5.example.net\nldap_default_authtok = ${secret}\n`,
  '/var/spool/cron/crontabs/shop': '0 2 * * * psql -h db6.example.net -c x\n',
};
const closed = ['/etc/keepalived/keepalived.conf', '/etc/sssd/sssd.conf', '/var/spool/cron/crontabs'];

const plantFiles = Object.entries(files).map(
  ([path, text]) => `mkdir -p '${path.slice(0, path.lastIndexOf('/'))}'; rm -f '${path}'; printf %s '${text}' >'${path}'`,
);

/** In namespaces of its own: a network with one neighbor and one route, rules that translate, and a process that talks to itself. */
const setUp = (layer: string, node: string): string =>
  [
    'set -e; umask 022; mount --make-rprivate /',
    `mount -t tmpfs none ${layer}`,
    ...['/etc', '/var/spool'].map((path, at) => {
      const [upper, work] = [`${layer}/upper${at}`, `${layer}/work${at}`];
      return `mkdir ${upper} ${work}; mount -t overlay overlay -o lowerdir=${path},upperdir=${upper},workdir=${work} ${path}`;
    }),
    ...plantFiles,
    `chmod go= ${closed.join(' ')}`,
    'ip link set lo up; ip link add a0 type veth peer name b0; ip addr add 192.0.2.1/24 dev a0; ip link set a0 up; ip link set b0 up',
    'ip neigh add 192.0.2.7 lladdr 52:54:00:12:34:56 dev a0 nud permanent; ip route add 198.51.100.0/24 via 192.0.2.7',
    'iptables -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 192.0.2.7:80 >&2 || :',
    `export ORDERS_URL=postgres://shop:${secret}@db9.example.net:5433/orders`,
    `exec ${node} -e '${talk}'`,
  ].join('\n');

const talk = `
const net = require("net");
const count = () => { try { return Number(require("fs").readFileSync("/proc/sys/net/netfilter/nf_conntrack_count", "utf8")); } catch { return 0; } };
const server = net.createServer(() => console.log(JSON.stringify({ server: server.address().port, client: client.localPort, tracked: count() })));
let client;
server.listen(0, "127.0.0.1", () => { client = net.connect(server.address().port, "127.0.0.1"); });
`;
const neighborTalk = `require("net").createServer().listen(5432, "0.0.0.0", () => console.log("{}"))`;
const neighborSetUp = (node: string): string =>
  `ip link set lo up && ip addr add 203.0.113.5/32 dev lo && exec ${node} -e '${neighborTalk}'`;

/** What is true of the machine that is asked. */
export interface Truth {
  /** The process that listens and is connected to itself. */
  readonly pid: number;
  readonly server: number;
  readonly client: number;
  /** Connections the kernel tracks there. */
  readonly tracked: number;
  /** A process in another network namespace, listening on 5432. */
  readonly neighbor: number;
}

export interface PlantedMachine {
  readonly truth: Truth;
  /** A directory with the applets of busybox and nothing else. */
  readonly applets: string;
  close(): void;
}

/** Needs namespaces of its own, which root alone can make. */
export const canPlant =
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['-n', '-m', 'true']).status === 0;

async function start(options: readonly string[], script: string): Promise<readonly [ChildProcess, Record<string, number>]> {
  const child = spawn('unshare', [...options, 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
  if (!Buffer.isBuffer(line)) throw new Error(`the machine to be asked did not come up: ${String(line)}`);
  return [child, JSON.parse(String(line)) as Record<string, number>];
}

/** Starts a machine whose network, files and processes are known. It is gone with `close`. */
export async function plantMachine(): Promise<PlantedMachine> {
  const scratch = mkdtempSync(join(tmpdir(), 'map-live-'));
  const applets = join(scratch, 'bin');
  const layer = join(scratch, 'layer');
  spawnSync('mkdir', [applets, layer]);
  spawnSync('chmod', ['755', scratch]);
  const busybox = String(spawnSync('sh', ['-c', 'command -v busybox']).stdout).trim();
  for (const name of String(spawnSync('busybox', ['--list']).stdout)
    .trim()
    .split('\n'))
    symlinkSync(busybox, join(applets, name));
  const started = await Promise.all([
    start(['-n', '-m'], setUp(layer, process.execPath)),
    start(['-n'], neighborSetUp(process.execPath)),
  ]);
  const [[own, told], [neighbor]] = started;
  return {
    truth: {
      pid: own.pid ?? 0,
      server: told['server'] ?? 0,
      client: told['client'] ?? 0,
      tracked: told['tracked'] ?? 0,
      neighbor: neighbor.pid ?? 0,
    },
    applets,
    close() {
      for (const [child] of started) child.kill();
      rmSync(scratch, { recursive: true });
    },
  };
}

export const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
