import { agentCommand, lldpCommand } from './agent-files.ts';
import { type Daemon, hostNamed, ipv4Of, ipv6Of, type LabHost, ports, reservedSourcePort } from './topology.ts';

const ipv4 = (name: string): string => ipv4Of(hostNamed(name).number);
const ipv6 = (name: string): string => ipv6Of(hostNamed(name).number);

const as = (user: string, command: string): string => `setpriv --reuid ${user} --regid ${user} --clear-groups ${command}`;

/** The hosts have no way out, so their database may trust everybody. */
export const postgresStart = [
  '#!/bin/sh',
  'set -e',
  'bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)',
  'data=/var/lib/postgresql/data',
  `${as('postgres', '"$bin/initdb" --no-sync --auth trust --username app --encoding UTF8 --locale C "$data"')}`,
  `printf 'host all all 10.99.0.0/24 trust\\nhost all all fd99::/64 trust\\n' >> "$data/pg_hba.conf"`,
  `exec ${as('postgres', `"$bin/postgres" -D "$data" -p ${ports.postgres} -c listen_addresses='*' -c fsync=off -c shared_buffers=16MB`)}`,
  '',
].join('\n');

/** One command a daemon, in the foreground. `node` is the interpreter of the JavaScript one. */
export function daemonCommand(kind: Daemon['kind'], host: LabHost, node: string): string {
  switch (kind) {
    case 'haproxy':
      return 'haproxy -db -f /etc/haproxy/haproxy.cfg';
    case 'nginx':
      return `nginx -g 'daemon off;'`;
    case 'postgres':
      return '/opt/lab/postgres';
    case 'redis':
      return as('redis', `redis-server --port ${ports.redis} --bind '*' '-::*' --protected-mode no --save '' --dir /`);
    case 'sidecar':
      return as('app', `/usr/bin/python3 /opt/lab/sidecar.py ${ports.sidecar}`);
    case 'python-app':
      return as('app', `/usr/bin/python3 /opt/lab/app.py ${pythonAppArguments}`);
    case 'node-app':
      return as('app', `'${node}' /opt/lab/app.mjs ${nodeAppArguments}`);
    case 'shopper':
      return as('app', `/usr/bin/python3 /opt/lab/shopper.py ${shopperArguments}`);
    case 'containers':
      return '/opt/lab/containers';
    case 'till':
      return as('app', `/usr/bin/python3 /opt/lab/member.py ${tillArguments}`);
    case 'router':
      return 'sh -e /opt/lab/router';
    case 'archive':
      return as('app', `/usr/bin/python3 /opt/lab/archive.py ${ports.archive} ${ipv4('db1')} ${ports.postgres}`);
    case 'agent':
      return agentCommand;
    case 'lldp':
      return lldpCommand(host);
  }
}

const pythonAppArguments = [
  ports.pythonApp,
  ...[ipv4('db1'), ports.postgres],
  ...[ipv4('cache1'), ports.redis],
  ...[ipv4('app2'), ports.nodeAdmin, reservedSourcePort],
  ports.sidecar,
].join(' ');

const nodeAppArguments = [
  ...[ports.nodeApp, ports.nodeAdmin],
  ...[ipv6('db1'), ports.postgres],
  ...[ipv6('cache1'), ports.redis],
  ports.sidecar,
].join(' ');

const tillArguments = ['0', 'echo', ipv4('ctr1'), ports.published, 'redis', ipv4('nat1'), ports.forwarded].join(' ');

/**
 * Comes in and goes out by the same interface, so the server must not see the client's address, and the client must not be told
 * of a shorter way.
 */
export const routerStart = [
  'echo 0 > /proc/sys/net/ipv4/conf/all/send_redirects',
  'echo 0 > /proc/sys/net/ipv4/conf/eth0/send_redirects',
  'echo 1 > /proc/sys/net/ipv4/ip_forward',
  `iptables -t nat -A PREROUTING -d ${ipv4('nat1')} -p tcp --dport ${ports.forwarded} -j DNAT --to-destination ${ipv4('cache1')}:${ports.redis}`,
  `iptables -t nat -A POSTROUTING -o eth0 -p tcp -d ${ipv4('cache1')} --dport ${ports.redis} -j MASQUERADE`,
  '',
].join('\n');

const shopperArguments = [ipv4('lb1'), ipv6('lb1'), ports.http, ipv6('cache1'), ports.redis].join(' ');
