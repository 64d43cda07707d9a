import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgentSecrets, agentFiles, lldpUser } from './agent-files.ts';
import { containerFiles } from './container-files.ts';
import { daemonCommand, postgresStart, routerStart } from './daemon-commands.ts';
import { hostNamed, ipv4Of, ipv6Of, type LabHost, nameServer, needNat, ports, users } from './topology.ts';
import { jobs } from './variant-edges.ts';

/** A file of a host as it is before the host starts. */
export interface HostFile {
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
}

const ipv4 = (name: string): string => ipv4Of(hostNamed(name).number);
const ipv6 = (name: string): string => ipv6Of(hostNamed(name).number);

const programs = [
  'wire.py',
  'app.py',
  'sidecar.py',
  'shopper.py',
  'member.py',
  'app.mjs',
  'web.py',
  'archive.py',
  'bridge_mib.py',
];

/** Accounts of every host: name, number, home, shell. `*` as the password: no password works, but the account is not locked. */
function accounts(host: LabHost): readonly (readonly [string, number, string, string])[] {
  const shell = host.hangs ? '/opt/lab/hanging-shell' : '/bin/sh';
  return [
    ['root', 0, '/root', '/bin/sh'],
    ['sshd', 401, '/run/sshd', '/usr/sbin/nologin'],
    ['haproxy', 402, '/nonexistent', '/usr/sbin/nologin'],
    ['www-data', 403, '/nonexistent', '/usr/sbin/nologin'],
    ['postgres', 404, '/var/lib/postgresql', '/bin/sh'],
    ['redis', 405, '/nonexistent', '/usr/sbin/nologin'],
    ['app', 406, '/nonexistent', '/usr/sbin/nologin'],
    ['_lldpd', lldpUser, '/run/lldpd', '/usr/sbin/nologin'],
    [users.plain, 1001, `/home/${users.plain}`, shell],
    [users.sudo, 1002, `/home/${users.sudo}`, shell],
    ['nobody', 65534, '/nonexistent', '/usr/sbin/nologin'],
  ];
}

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

function accountFiles(host: LabHost): readonly HostFile[] {
  const all = accounts(host);
  return [
    {
      path: '/etc/passwd',
      text: lines(...all.map(([name, id, home, shell]) => `${name}:x:${id}:${id}:${name}:${home}:${shell}`)),
    },
    { path: '/etc/group', text: lines(...all.map(([name, id]) => `${name}:x:${id}:`), 'tty:x:5:') },
    { path: '/etc/shadow', text: lines(...all.map(([name]) => `${name}:*:20000:0:99999:7:::`)), mode: 0o640 },
    {
      path: '/etc/sudoers',
      text: lines(
        'Defaults env_reset',
        'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"',
        'Defaults use_pty',
        `${users.sudo} ALL=(ALL:ALL) NOPASSWD: ALL`,
      ),
      mode: 0o440,
    },
  ];
}

const sshdConfig = lines(
  'Port 22',
  'HostKey /etc/ssh/ssh_host_ed25519_key',
  'PidFile none',
  'UsePAM no',
  'PasswordAuthentication no',
  'KbdInteractiveAuthentication no',
  'AuthorizedKeysFile /etc/ssh/authorized_keys/%u',
  'UseDNS no',
  'LogLevel ERROR',
);

const haproxyConfig = lines(
  'global',
  '  maxconn 500',
  '  user haproxy',
  '  group haproxy',
  'defaults',
  '  mode http',
  '  timeout connect 2s',
  '  timeout client 60s',
  '  timeout server 60s',
  '  option http-keep-alive',
  '  http-reuse always',
  'frontend shop',
  `  bind :::${ports.http} v4v6`,
  '  default_backend web',
  'backend web',
  '  balance roundrobin',
  `  server web1 ${ipv4('web1')}:${ports.http} check inter 1s`,
  `  server web2 [${ipv6('web2')}]:${ports.http} check inter 1s`,
);

const upstreams: Readonly<Record<string, readonly string[]>> = {
  web1: [`${ipv4('app1')}:${ports.pythonApp}`, `${ipv4('app2')}:${ports.nodeApp}`, `${ipv4('legacy1')}:${ports.archive}`],
  web2: [`[${ipv6('app1')}]:${ports.pythonApp}`, `[${ipv6('app2')}]:${ports.nodeApp}`],
};

const nginxConfig = (host: LabHost): string =>
  lines(
    'user www-data;',
    'worker_processes 2;',
    'pid /run/nginx.pid;',
    'error_log stderr crit;',
    'events { worker_connections 256; }',
    'http {',
    '  access_log off;',
    '  keepalive_requests 1000000;',
    '  upstream apps {',
    ...(upstreams[host.name] ?? []).map((server) => `    server ${server};`),
    '    keepalive 8;',
    '  }',
    '  server {',
    `    listen [::]:${ports.http} ipv6only=off;`,
    '    location / { proxy_pass http://apps; proxy_http_version 1.1; proxy_set_header Connection ""; }',
    '  }',
    '}',
  );

/** Runs a command in the control group of a unit as systemd would have it (writing 0 moves the writer itself, cgroups(7)). */
const unitScript = lines(
  '#!/bin/sh',
  'group=/sys/fs/cgroup/system.slice/$1; shift',
  'mkdir -p "$group" 2>&- && echo 0 > "$group/cgroup.procs"',
  'exec "$@"',
);

/** What the first process of the host does: everything in the background, then wait for ever. */
const startScript = (host: LabHost, { node, nat }: HostSettings): string =>
  lines(
    '#!/bin/sh',
    ...(host.refusesSsh ? [] : ['/opt/lab/unit ssh.service /usr/sbin/sshd -D -e &']),
    ...host.daemons
      .filter(({ kind }) => nat || !needNat.includes(kind))
      .map(({ kind, unit }) => `${unit === undefined ? '' : `/opt/lab/unit ${unit} `}${daemonCommand(kind, host, node)} &`),
    'while :; do wait; sleep 1; done',
  );

/** What is written down on one host and on no other. */
function ownFiles(host: LabHost, { podman, agentSecrets }: HostSettings): readonly HostFile[] {
  const kinds = host.daemons.map(({ kind }) => kind);
  return [
    ...(kinds.includes('haproxy') ? [{ path: '/etc/haproxy/haproxy.cfg', text: haproxyConfig }] : []),
    ...(kinds.includes('nginx') ? [{ path: '/etc/nginx/nginx.conf', text: nginxConfig(host) }] : []),
    ...(kinds.includes('python-app') ? [{ path: jobs.path, text: lines(...jobs.lines) }] : []),
    ...(kinds.includes('containers') ? containerFiles(podman) : []),
    ...agentFiles(host, agentSecrets),
    ...(kinds.includes('router') ? [{ path: '/opt/lab/router', text: routerStart }] : []),
  ];
}

function hostsFile(host: LabHost): string {
  const alias = host.daemons.some(({ kind }) => kind === 'python-app') ? [`${jobs.alias.address} ${jobs.alias.name}`] : [];
  return lines('127.0.0.1 localhost', '::1 localhost', `${ipv4Of(host.number)} ${host.name}`, ...alias);
}

export interface HostSettings {
  /** Public key of those who may log in. */
  readonly authorized: string;
  /** The interpreter of the JavaScript program. */
  readonly node: string;
  readonly id: string;
  readonly bootId: string;
  /** The kernel translates addresses. */
  readonly nat: boolean;
  /** Containers are tried before bare namespaces. */
  readonly podman: boolean;
  readonly agentSecrets: AgentSecrets;
}

/** Everything a host needs in its own file system, beside `/usr`, which all share read-only. */
export function filesOf(host: LabHost, settings: HostSettings): readonly HostFile[] {
  const here = import.meta.dirname;
  return [
    ...accountFiles(host),
    { path: '/etc/hostname', text: lines(host.name) },
    { path: '/etc/machine-id', text: lines(settings.id.replaceAll('-', '')) },
    { path: '/etc/boot-id', text: lines(settings.bootId) },
    { path: '/etc/hosts', text: hostsFile(host) },
    { path: '/etc/resolv.conf', text: lines(`nameserver ${nameServer}`, 'search lab.example') },
    { path: '/etc/ssh/sshd_config', text: sshdConfig },
    ...Object.values(users).map((user) => ({ path: `/etc/ssh/authorized_keys/${user}`, text: settings.authorized })),
    ...ownFiles(host, settings),
    { path: '/opt/lab/hanging-shell', text: lines('#!/bin/sh', 'exec sleep 100000'), mode: 0o755 },
    ...programs.map((name) => ({ path: `/opt/lab/${name}`, text: readFileSync(join(here, 'programs', name), 'utf8') })),
    { path: '/opt/lab/postgres', text: postgresStart, mode: 0o755 },
    { path: '/opt/lab/start', text: startScript(host, settings), mode: 0o755 },
    { path: '/opt/lab/unit', text: unitScript, mode: 0o755 },
  ];
}

/** Directories that exist on every host; owner as user number, mode. */
export const directories: readonly (readonly [path: string, owner: number, mode: number])[] = [
  ['/dev', 0, 0o755],
  ['/proc', 0, 0o755],
  ['/sys', 0, 0o755],
  ['/usr', 0, 0o755],
  ['/opt/lab', 0, 0o755],
  ['/root', 0, 0o700],
  ['/tmp', 0, 0o1777],
  ['/var/tmp', 0, 0o1777],
  ['/var/log/nginx', 0, 0o755],
  ['/var/lib/nginx', 0, 0o755],
  ['/var/lib/postgresql', 404, 0o700],
  ['/run/sshd', 0, 0o755],
  ['/run/lldpd', 0, 0o755],
  ['/var/agentx', 0, 0o755],
  ['/var/lib/snmp', 0, 0o755],
  ['/run/postgresql', 404, 0o755],
  [`/home/${users.plain}`, 1001, 0o755],
  [`/home/${users.sudo}`, 1002, 0o755],
];

/** Copied from the machine's own `/etc`: what the loader, PAM, sudo and name look-ups need. */
export const copiedFromEtc = [
  'alternatives',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'login.defs',
  'nsswitch.conf',
  'os-release',
  'debian_version',
  'pam.conf',
  'pam.d',
  'postgresql-common',
  'profile',
  'protocols',
  'security',
  'services',
  'shells',
  'ssl/openssl.cnf',
  'sudo.conf',
];
