import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observe } from '../../src/collectors/observe.ts';
import { Secret } from '../../src/config/secret.ts';
import { startFleet } from '../../src/demo/fleet.ts';
import type { FleetHost } from '../../src/demo/ssh-host.ts';
import { derive } from '../../src/graph/derive.ts';
import type { Collection } from '../../src/model/evidence.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { scan } from '../../src/scan/scan.ts';
import { createConnector } from '../../src/transports/connector.ts';
import type { RecordedSection } from '../../src/transports/replay/replay-script.ts';

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

/** A host that answers these and has nothing else; `refused` are commands its system does not know. */
function host(
  name: string,
  number: number,
  uname: string,
  answers: Readonly<Record<string, string>>,
  refused: readonly string[] = [],
) {
  const platform = uname.toLowerCase().replace('-', '');
  const own = Object.entries(answers).map(([id, stdout]) => [`${platform}.${id}`, { stdout, exitCode: 0 }] as const);
  const no = refused.map((id) => [`${platform}.${id}`, { stdout: '', stderr: 'usage: netstat\n', exitCode: 1 }] as const);
  const recorded = {
    uname,
    uid: 0,
    user: 'root',
    connection: `10.80.0.250 50000 10.80.0.${number} 22`,
    sections: new Map<string, RecordedSection>([...own, ...no]),
  };
  return { name, number, recorded } satisfies FleetHost;
}

const hosts: readonly FleetHost[] = [
  host('web1', 20, 'FreeBSD', {
    system: lines('name=web1', 'os=FreeBSD', 'version=14.1-RELEASE', 'kernel=14.1-RELEASE', 'architecture=amd64'),
    ifconfig: lines(
      'em0: flags=1008843<UP,BROADCAST> metric 0 mtu 1500',
      '\tinet 10.80.0.20 netmask 0xffffff00 broadcast 10.80.0.255',
    ),
    sockstat: lines(
      'USER     COMMAND    PID   FD  PROTO  LOCAL ADDRESS         FOREIGN ADDRESS       PATH STATE   CONN STATE',
      'www      nginx      901   6   tcp4   *:443                 *:*                                LISTEN',
      'www      nginx      901   9   tcp4   10.80.0.20:41022      10.80.0.10:8080                    ESTABLISHED',
    ),
    ps: lines(
      '  PID  PPID USER     COMMAND          COMMAND',
      '  901     1 www      nginx            nginx: worker process (nginx)',
    ),
  }),
  host('app1', 10, 'Linux', {
    system: lines('uname -nrm: app1 6.1.0-18-amd64 x86_64'),
    'ip-addr-json':
      '[{"ifname":"eth0","link_type":"ether","addr_info":[{"family":"inet","local":"10.80.0.10","prefixlen":24}]}]\n',
    ss: lines(
      'tcp LISTEN 0 100 0.0.0.0:8080 0.0.0.0:* users:(("java",pid=200,fd=5)) ino:11 sk:1',
      'tcp ESTAB 0 0 10.80.0.10:8080 10.80.0.20:41022 users:(("java",pid=200,fd=6)) ino:12 sk:2',
      'tcp ESTAB 0 0 10.80.0.10:50100 10.80.0.30:1521 users:(("java",pid=200,fd=7)) ino:13 sk:3',
    ),
  }),
  host('db1', 30, 'AIX', {
    system: lines('name=db1', 'os=AIX', 'version=7.2.0.0', 'kernel=7.2', 'architecture=powerpc'),
    ifconfig: lines(
      'en0: flags=1e084863,814c0<UP,BROADCAST>',
      '        inet 10.80.0.30 netmask 0xffffff00 broadcast 10.80.0.255',
      '== netstat',
    ),
    'netstat-lsof': lines(
      'Active Internet connections (including servers)',
      'Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)',
      'tcp4       0      0  *.1521                 *.*                    LISTEN',
      'tcp4       0      0  10.80.0.30.1521        10.80.0.10.50100       ESTABLISHED',
      'tcp4       0      0  10.80.0.30.1521        10.80.0.40.32801       ESTABLISHED',
      '== lsof',
      ...['p5505456', 'ctnslsnr', 'Loracle', 'f9', 'tIPv4', 'PTCP', 'n*:1521', 'TST=LISTEN'],
      ...['f12', 'tIPv4', 'PTCP', 'n10.80.0.30:1521->10.80.0.10:50100', 'TST=ESTABLISHED'],
      ...['f13', 'tIPv4', 'PTCP', 'n10.80.0.30:1521->10.80.0.40:32801', 'TST=ESTABLISHED'],
    ),
  }),
  host(
    'batch1',
    40,
    'SunOS',
    {
      system: lines('name=batch1', 'os=SunOS', 'version=5.10', 'release=Oracle Solaris 10 1/13 s10s_u11wos_24a SPARC'),
      ifconfig: lines(
        'net0: flags=1000843<UP,BROADCAST,RUNNING> mtu 1500 index 2',
        '        inet 10.80.0.40 netmask ffffff00 broadcast 10.80.0.255',
      ),
      'netstat-lsof': lines(
        '',
        'TCP: IPv4',
        '   Local Address        Remote Address    Swind Send-Q Rwind Recv-Q    State',
        '-------------------- -------------------- ----- ------ ----- ------ -----------',
        '10.80.0.40.32801     10.80.0.30.1521      49640      0 49640      0 ESTABLISHED',
        '== lsof',
      ),
    },
    ['netstat-users'],
  ),
  host('erp1', 50, 'HP-UX', {
    system: lines('name=erp1', 'os=HP-UX', 'version=B.11.31', 'kernel=B.11.31', 'architecture=ia64'),
    ifconfig: lines(
      'lan0: flags=1843<UP,BROADCAST,RUNNING,MULTICAST,CKO>',
      '        inet 10.80.0.50 netmask ffffff00 broadcast 10.80.0.255',
    ),
  }),
];

let directory: string;
let collections: readonly Collection[];
let observations: readonly Observation[];
let snapshot: Snapshot;

async function scanAll(): Promise<readonly Collection[]> {
  const fleet = await startFleet(hosts);
  await writeFile(join(directory, 'known_hosts'), fleet.knownHosts);
  const connector = createConnector({
    user: fleet.login.user,
    password: new Secret(fleet.login.password),
    hostKeys: 'strict',
    ownKnownHosts: join(directory, 'own_known_hosts'),
    knownHosts: [join(directory, 'known_hosts')],
    timeoutMs: 2000,
    useSshConfig: false,
    env: {},
    warn: () => {},
  });
  const settings = {
    samples: 1,
    interval: 0,
    sudo: 'never',
    deadlineMs: 15_000,
    maxBytes: 5_000_000,
    concurrency: 5,
    sweepSockets: 5,
  } as const;
  const options = { ...settings, marker: () => '==un1x==', now: () => new Date() };
  const targets = fleet.hosts.map(({ address, port }) => ({ host: address, port, origin: 'listed' as const }));
  const found: Collection[] = [];
  for await (const event of scan(targets, { ssh: connector }, options, new AbortController().signal)) {
    if (event.type === 'host-finished') found.push(event.collection);
  }
  await connector.close();
  await fleet.close();
  return found;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'map-unix-'));
  collections = await scanAll();
  observations = collections.map((one) => observe(one, true));
  const header = { id: '1', takenAt: '2026-03-02T08:00:00.000Z', toolVersion: '0.0.0', scope: [] };
  snapshot = derive({ header, observations, attempts: [], targetCount: hosts.length, unansweredCount: 0 }).snapshot;
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('a scan of simulated Unix hosts over SSH', () => {
  it('reads every one of them, by the collectors of its own system', () => {
    const read = collections.map(({ session, status }) => `${session.platform} ${status}`).sort();
    expect(read).toEqual(['aix collected', 'freebsd collected', 'hpux collected', 'linux collected', 'sunos collected']);
    const tables = observations.flatMap(({ samples }) => samples.map(({ collector }) => collector)).sort();
    expect(tables).toEqual(['aix.netstat-lsof', 'freebsd.sockstat', 'linux.ss', 'sunos.netstat-lsof']);
  });

  it('knows what runs on them', () => {
    const systems = snapshot.hosts
      .filter(({ kind }) => kind === 'server')
      .map(({ name, os }) => `${name}: ${os?.name} ${os?.version}`);
    expect(systems.sort()).toEqual([
      'app1: undefined undefined',
      'batch1: Oracle Solaris 10',
      'db1: AIX 7.2.0.0',
      'erp1: HP-UX B.11.31',
      'web1: FreeBSD 14.1-RELEASE',
    ]);
  });

  it('joins their halves of connections with those of a Linux host', () => {
    const names = new Map([...snapshot.hosts, ...snapshot.services].map(({ id, name }) => [id, name]));
    const arrows = snapshot.dependencies
      .filter(({ port }) => port !== 22)
      .map(
        ({ from, to, port, seenFrom }) =>
          `${names.get(from.host)} -> ${names.get(to.host)}/${names.get(to.service ?? '')} ${port} ${seenFrom}`,
      );
    expect(arrows.sort()).toEqual([
      'app1 -> db1/tnslsnr 1521 both',
      'batch1 -> db1/tnslsnr 1521 both',
      'web1 -> app1/java 8080 both',
    ]);
  });
});
