import { describe, expect, it } from 'vitest';
import { type EstateHost, type Flavour, flow, type Program } from '../../src/demo/estate/estate.ts';
import type { Machine } from '../../src/demo/estate/machine.ts';
import { runMachines } from '../../src/demo/estate/run-machine.ts';
import { recordHost } from '../../src/demo/record-host.ts';
import { renderIpAddress, renderIpAddressJson } from '../../src/demo/render/ip-address.ts';
import { renderIpNeighbor, renderIpNeighborJson } from '../../src/demo/render/ip-neighbor.ts';
import { renderIpRoute, renderIpRouteJson } from '../../src/demo/render/ip-route.ts';
import { renderNetstat } from '../../src/demo/render/netstat.ts';
import { renderCgroups, renderPlainPs, renderPs, renderUnits } from '../../src/demo/render/processes.ts';
import { renderPlainSs, renderSs } from '../../src/demo/render/ss.ts';
import { renderDmi, renderIdentity, renderSystem } from '../../src/demo/render/system.ts';

const init: Program = { name: 'init', comm: 'systemd', user: 'root', unit: 'init.scope', args: '/sbin/init', listens: [] };
const api: Program = {
  name: 'api',
  comm: 'java',
  user: 'shop',
  unit: 'api.service',
  description: 'The API',
  args: 'java -jar api.jar',
  listens: ['tcp *:8080'],
  dualStack: true,
};
const db: Program = {
  name: 'db',
  comm: 'postgres',
  user: 'postgres',
  unit: 'postgresql@15-main.service',
  args: '/usr/bin/postgres',
  listens: ['tcp 127.0.0.1:5432', 'tcp [::]:5432', 'udp 0.0.0.0:53'],
  workers: ['postgres: writer'],
  backend: (peer, from) => `postgres: ${from} ${peer}`,
};

/** Two hosts, and a connection of every kind. */
function machinesOf(flavour: Flavour, rights: EstateHost['rights'] = 'sudo'): { readonly a1: Machine; readonly b1: Machine } {
  const common = { role: 'test', flavour, rights, ipv6: true } as const;
  const hosts: EstateHost[] = [
    { ...common, name: 'a1', number: 2, programs: [init, api] },
    { ...common, name: 'b1', number: 3, programs: [init, db] },
    { ...common, name: 'gone1', number: 4, programs: [], fault: { kind: 'refused' } },
  ];
  const flows = [
    flow('a1/api', 'b1/db', 5432),
    flow('a1/api', 'b1/db', 5432, { over: 'ipv6' }),
    flow('a1/api', 'b1/db', 53, { protocol: 'udp' }),
    flow('a1/api', '192.0.2.9', 443, { state: 'closed' }),
    flow('a1/api', 'gone1/any', 443, { state: 'unanswered' }),
  ];
  const [a1, b1] = runMachines({ hosts, flows });
  if (a1 === undefined || b1 === undefined) throw new Error('two machines were expected');
  return { a1, b1 };
}

const { a1, b1 } = machinesOf('debian');
const busybox = machinesOf('busybox');
const centos = machinesOf('centos');
const rowsOf = (output: string): string[] => output.split('\n').slice(0, -1);
/** Without the numbers that stand for nothing: ephemeral ports and what the kernel counts. */
const plain = (row: string): string =>
  row
    .replace(/:(3[2-9]|[45]\d|60)\d{3}\b/g, ':PORT')
    .replace(/ rto:204.*/, ' …')
    .replace(/\((3[2-9]|[45]\d|60)\d{3}\)/, '(PORT)')
    .replace(/ +/g, ' ')
    .trim();

const service = '/system.slice/api.service';
const session = '/user.slice/user-1001.slice/session-7.scope';
const instance = '/system.slice/system-postgresql.slice/postgresql@15-main.service';

describe('renderSs', () => {
  it('prints a row for every socket, UDP first, as ss -HOantupie --cgroup does', () => {
    expect(rowsOf(renderSs(a1, true)).map(plain)).toEqual([
      `udp ESTAB 0 0 [::ffff:10.77.0.2]:PORT [::ffff:10.77.0.3]:53 users:(("java",pid=604,fd=8)) uid:998 ino:20489 sk:1 cgroup:${service} <->`,
      `tcp LISTEN 0 511 *:8080 *:* users:(("java",pid=604,fd=5)) uid:998 ino:20480 sk:2 cgroup:${service} v6only:0 <-> cubic cwnd:10`,
      `tcp ESTAB 0 0 [::ffff:10.77.0.2]:PORT [::ffff:10.77.0.3]:5432 users:(("java",pid=604,fd=6)) uid:998 ino:20483 sk:3 cgroup:${service} <-> ts sack cubic wscale:7,7 …`,
      `tcp ESTAB 0 0 [fd77::2]:PORT [fd77::3]:5432 users:(("java",pid=604,fd=7)) uid:998 ino:20486 sk:4 cgroup:${service} <-> ts sack cubic wscale:7,7 …`,
      'tcp TIME-WAIT 0 0 [::ffff:10.77.0.2]:PORT [::ffff:192.0.2.9]:443 timer:(timewait,37sec,0) ino:0 sk:5',
      `tcp SYN-SENT 0 1 [::ffff:10.77.0.2]:PORT [::ffff:10.77.0.4]:443 users:(("java",pid=604,fd=9)) timer:(on,2.1sec,2) uid:998 ino:20495 sk:6 cgroup:${service} <-> cubic rto:4000 backoff:2 mss:524 rcvmss:88 advmss:1460 cwnd:1 ssthresh:7 unacked:1 retrans:1/2 lost:1`,
      `tcp ESTAB 0 0 10.77.0.2:22 10.77.0.250:PORT users:(("sshd",pid=618,fd=5),("sshd",pid=611,fd=5)) uid:1001 ino:20498 sk:7 cgroup:${session} <-> ts sack cubic wscale:7,7 …`,
    ]);
  });

  it('lists all processes that share a listener, and the one process that serves a connection', () => {
    const rows = rowsOf(renderSs(b1, true)).map(plain);
    expect(rows).toContain(
      `tcp LISTEN 0 511 [::]:5432 [::]:* users:(("postgres",pid=604,fd=6),("postgres",pid=611,fd=6)) ino:20483 sk:3 cgroup:${instance} v6only:1 <-> cubic cwnd:10`,
    );
    expect(rows[3]).toMatch(/^tcp ESTAB 0 0 10\.77\.0\.3:5432 10\.77\.0\.2:PORT users:\(\("postgres",pid=618,fd=5\)\) /);
    expect(rows[4]).toMatch(/^tcp ESTAB 0 0 \[fd77::3\]:5432 \[fd77::2\]:PORT users:\(\("postgres",pid=625,fd=5\)\) /);
  });

  it('keeps user and control group, and leaves out processes of others, without rights', () => {
    const rows = rowsOf(renderSs(a1, false));
    expect(rows.filter((row) => row.includes('users:'))).toHaveLength(1);
    expect(rows.find((row) => row.includes('users:'))).toContain('"sshd"');
    expect(rows.filter((row) => row.includes('uid:998') && row.includes(`cgroup:${service}`))).toHaveLength(5);
  });

  it('lines its columns up and pads every row to the same length', () => {
    const rows = rowsOf(renderSs(a1, true));
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(new Set(rows.map((row) => row.search(/:(\d+|\*) +\S+:(\d+|\*) /))).size).toBe(1);
  });

  it('counts at both ends the same payload', () => {
    const [client, server] = [rowsOf(renderSs(a1, true))[3], rowsOf(renderSs(b1, true))[4]];
    const counted = (row: string | undefined) => [row?.match(/bytes_sent:(\d+)/)?.[1], row?.match(/bytes_received:(\d+)/)?.[1]];
    expect(counted(server)).toEqual(counted(client).toReversed());
    expect(counted(client).every((value) => Number(value) > 0)).toBe(true);
  });
});

describe('renderPlainSs', () => {
  it('has a header, and neither control groups nor counters', () => {
    const [header, ...rows] = rowsOf(renderPlainSs(centos.a1, true));
    expect(header).toMatch(/^Netid +State +Recv-Q +Send-Q +Local Address:Port +Peer Address:Port$/);
    expect(rows).toHaveLength(7);
    expect(plain(rows[1] ?? '')).toBe('tcp LISTEN 0 511 *:8080 *:* users:(("java",pid=604,fd=5)) uid:998 ino:20480 sk:2 <->');
    expect(rows.join('\n')).not.toMatch(/cgroup|rto|v6only/);
  });
});

describe('renderNetstat', () => {
  it('prints TCP first, and IPv4 in IPv6 sockets as busybox does', () => {
    const rows = rowsOf(renderNetstat(busybox.a1, true)).map(plain);
    expect(rows).toEqual([
      'Active Internet connections (servers and established)',
      'Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name',
      'tcp 0 0 :::8080 :::* LISTEN 604/java',
      'tcp 0 0 ::ffff:10.77.0.2:PORT ::ffff:10.77.0.3:5432 ESTABLISHED 604/java',
      'tcp 0 0 fd77::2:PORT fd77::3:5432 ESTABLISHED 604/java',
      'tcp 0 0 ::ffff:10.77.0.2:PORT ::ffff:192.0.2.9:443 TIME_WAIT -',
      'tcp 0 0 ::ffff:10.77.0.2:PORT ::ffff:10.77.0.4:443 SYN_SENT 604/java',
      'tcp 0 0 10.77.0.2:22 10.77.0.250:PORT ESTABLISHED 618/dropbear',
      'udp 0 0 ::ffff:10.77.0.2:PORT ::ffff:10.77.0.3:53 ESTABLISHED 604/java',
    ]);
  });

  it('has a dash for every process it may not see', () => {
    const programs = rowsOf(renderNetstat(busybox.b1, false))
      .slice(2)
      .map((row) => row.trim().split(/ +/).at(-1));
    expect(new Set(programs)).toEqual(new Set(['-']));
  });
});

describe('processes', () => {
  it('are printed by ps in columns of a fixed width', () => {
    const rows = rowsOf(renderPs(b1));
    expect(rows[0]).toBe('         1          0 root                             systemd                          /sbin/init');
    expect(rows.map(plain)).toContain('618 604 postgres postgres postgres: a1/api 10.77.0.2(PORT)');
    expect(rows.at(-1)).toMatch(/^ +\d+ +646 map +ps +ps -eww /);
  });

  it('are printed by busybox with a header and short user names', () => {
    const rows = rowsOf(renderPlainPs(busybox.b1));
    expect(rows[0]).toBe('PID   PPID  USER     COMMAND          COMMAND');
    expect(rows).toContain('  604     1 root     postgres         /usr/bin/postgres');
  });

  it('have a control group of version 2, in the order of the shell', () => {
    const rows = rowsOf(renderCgroups(b1));
    expect(rows.slice(0, 3)).toEqual(['1/cgroup:0::/init.scope', '15/cgroup:0::/', '2/cgroup:0::/']);
    expect(rows).toContain(`611/cgroup:0::${instance}`);
  });

  it('have one in each hierarchy of version 1', () => {
    const rows = rowsOf(renderCgroups(centos.b1));
    expect(rows).toContain(`604/cgroup:4:devices:${instance}`);
    expect(rows).toContain(`639/cgroup:1:name=systemd:${session}`);
    expect(rows).toContain('639/cgroup:4:devices:/');
  });

  it('belong to units, of which one does not run', () => {
    expect(renderUnits(a1)).toBe(
      'MainPID=604\nId=api.service\nDescription=The API\nActiveState=active\n\n' +
        'MainPID=0\nId=emergency.service\nDescription=Emergency Shell\nActiveState=inactive\n',
    );
  });
});

describe('addresses, routes and neighbors', () => {
  it('are printed as JSON', () => {
    const [, eth0] = JSON.parse(renderIpAddressJson(a1.host));
    expect(eth0).toMatchObject({ ifname: 'eth0', address: '52:54:00:4d:00:02', operstate: 'UP' });
    expect(eth0.addr_info.map(({ local, prefixlen }: Record<string, unknown>) => `${local}/${prefixlen}`)).toEqual([
      '10.77.0.2/24',
      'fd77::2/64',
      'fe80::5054:ff:fe4d:2/64',
    ]);
    const [ipv4, ipv6] = rowsOf(renderIpRouteJson(a1.host)).map((row) => JSON.parse(row));
    expect(ipv4.map(({ dst }: Record<string, unknown>) => dst)).toEqual(['default', '10.77.0.0/24']);
    expect(ipv6.map(({ dst }: Record<string, unknown>) => dst)).toEqual(['fd77::/64', 'fe80::/64']);
    expect(JSON.parse(renderIpNeighborJson(a1))).toEqual([
      { dst: '10.77.0.1', dev: 'eth0', lladdr: '52:54:00:4d:00:01', state: ['REACHABLE'] },
      { dst: '10.77.0.3', dev: 'eth0', lladdr: '52:54:00:4d:00:03', state: ['REACHABLE'] },
      { dst: 'fd77::3', dev: 'eth0', lladdr: '52:54:00:4d:00:03', state: ['REACHABLE'] },
      { dst: '10.77.0.4', dev: 'eth0', state: ['FAILED'] },
    ]);
  });

  it('are printed as text by older tools', () => {
    expect(rowsOf(renderIpAddress(centos.a1.host))).toEqual(
      expect.arrayContaining([
        '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc pfifo_fast state UP group default qlen 1000',
        '    inet 10.77.0.2/24 brd 10.77.0.255 scope global eth0',
        '    inet6 fd77::2/64 scope global ',
      ]),
    );
    expect(rowsOf(renderIpRoute(centos.a1.host))).toEqual([
      'default via 10.77.0.1 dev eth0 ',
      '10.77.0.0/24 dev eth0 proto kernel scope link src 10.77.0.2 ',
      'fd77::/64 dev eth0 proto kernel metric 256 pref medium',
      'fe80::/64 dev eth0 proto kernel metric 256 pref medium',
    ]);
    expect(rowsOf(renderIpNeighbor(centos.a1))).toContain('10.77.0.3 dev eth0 lladdr 52:54:00:4d:00:03 REACHABLE');
    expect(rowsOf(renderIpNeighbor(centos.a1))).toContain('10.77.0.4 dev eth0  FAILED');
  });

  it('are printed by busybox in its own words', () => {
    expect(rowsOf(renderIpAddress(busybox.a1.host))[0]).toBe('1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000');
    expect(rowsOf(renderIpRoute(busybox.a1.host))[1]).toBe('10.77.0.0/24 dev eth0 scope link  src 10.77.0.2 ');
    expect(rowsOf(renderIpNeighbor(busybox.a1))[1]).toBe(
      '10.77.0.3 dev eth0 lladdr 52:54:00:4d:00:03 used 0/0/0 probes 1 REACHABLE',
    );
  });
});

describe('what says which host it is', () => {
  it('stands in the files every distribution has', () => {
    expect(rowsOf(renderSystem(a1.host)).slice(0, 2)).toEqual([
      'uname -nrm: a1 6.1.0-31-amd64 x86_64',
      '/etc/os-release:PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
    ]);
    expect(rowsOf(renderIdentity(a1.host)).map((row) => row.split(':')[0])).toEqual([
      '/etc/machine-id',
      '/proc/sys/kernel/random/boot_id',
      '/etc/ssh/ssh_host_ed25519_key.pub',
    ]);
    expect(rowsOf(renderDmi(a1.host)).map((row) => row.split(':')[0])).toEqual([
      '/sys/class/dmi/id/product_uuid',
      '/sys/class/dmi/id/product_serial',
    ]);
  });
});

describe('recordHost', () => {
  const codes = (machine: Machine) =>
    Object.fromEntries([...recordHost(machine).sections].map(([id, section]) => [id, [section].flat()[0]?.exitCode]));

  it('answers in the newest form where it can', () => {
    expect(codes(a1)).toMatchObject({ 'linux.ss': 0, 'linux.ip-addr-json': 0, 'linux.units': 0, 'linux.dmi': 0 });
  });

  it('fails in what an old system cannot do, and answers the older question', () => {
    expect(codes(centos.a1)).toMatchObject({
      'linux.ss': 255,
      'linux.ss-plain': 0,
      'linux.ip-addr-json': 255,
      'linux.ip-addr': 0,
    });
  });

  it('has neither ss nor units on busybox', () => {
    const found = codes(busybox.a1);
    expect(found).toMatchObject({ 'linux.netstat': 0, 'linux.ps': 1, 'linux.ps-plain': 0, 'linux.dmi': 2 });
    expect(Object.keys(found)).not.toContain('linux.ss');
    expect(Object.keys(found)).not.toContain('linux.units');
  });

  it('keeps what only root may read from a login without rights', () => {
    const { a1: guarded } = machinesOf('debian', 'user');
    expect(codes(guarded)).toMatchObject({ 'linux.dmi': 2, 'linux.ss': 0 });
    expect(recordHost(guarded).sudo).toBe(false);
    expect(recordHost(guarded).connection).toBe('10.77.0.250 50002 10.77.0.2 22');
  });
});
