import { readFileSync } from 'node:fs';
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
import { scan } from '../../src/scan/scan.ts';
import { createConnector } from '../../src/transports/connector.ts';
import type { RecordedSection } from '../../src/transports/replay/replay-script.ts';

const fixture = (id: string, name: string): [string, RecordedSection] => [
  id,
  { stdout: readFileSync(new URL(`../../fixtures/${id}/${name}.raw`, import.meta.url)), exitCode: 0 },
];
const printed = (id: string, stdout: string): [string, RecordedSection] => [id, { stdout, exitCode: 0 }];

const sql1: FleetHost = {
  name: 'sql1',
  number: 40,
  ident: 'OpenSSH_for_Windows_8.1',
  recorded: {
    uname: 'Windows',
    uid: 0,
    user: 'svc_map',
    sections: new Map([
      fixture('windows.system', 'server2019'),
      fixture('windows.identity', 'vmware'),
      fixture('windows.addresses', 'german'),
      fixture('windows.routes', 'server2019'),
      fixture('windows.neighbors', 'server2019'),
      fixture('windows.sockets', 'server2019'),
      fixture('windows.processes', 'elevated'),
      fixture('windows.services', 'german'),
      fixture('windows.resolver', 'server2019'),
      fixture('windows.hosts', 'server2019'),
    ]),
  },
};

/** Windows Server 2008 R2, in German, behind an SSH server that does not say it is of Windows. */
const old1: FleetHost = {
  name: 'old1',
  number: 41,
  ident: 'OtherSSHD_8.37',
  recorded: {
    uname: 'Windows',
    uid: 1,
    user: 'audit',
    sections: new Map([
      fixture('windows.system-registry', 'server2008r2'),
      printed(
        'windows.ipconfig',
        'Windows-IP-Konfiguration\n\nEthernet-Adapter LAN:\n\n   IPv4-Adresse  . . . . . . . . . . : 10.20.0.41(Bevorzugt) \n   Subnetzmaske  . . . . . . . . . . : 255.255.255.0\n',
      ),
      fixture('windows.netstat', 'german-2008r2'),
      fixture('windows.get-process', 'server2019'),
    ]),
  },
};

const app1: FleetHost = {
  name: 'app1',
  number: 21,
  recorded: {
    uname: 'Linux',
    uid: 0,
    user: 'root',
    sections: new Map([
      printed('linux.system', 'uname -nrm: app1 6.1.0-18-amd64 x86_64\n'),
      printed('linux.ip-addr', '2: eth0    inet 10.20.0.21/24 brd 10.20.0.255 scope global eth0\n'),
      printed(
        'linux.ss',
        'tcp ESTAB 0 0 10.20.0.21:51744 10.20.0.40:1433 users:(("java",pid=812,fd=30)) uid:1001 ino:4711 sk:1 <->\n',
      ),
      printed('linux.ps', '    812       1 app      java            java -jar shop.jar\n'),
    ]),
  },
};

let directory: string;
let collections: ReadonlyMap<string, Collection>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'map-windows-'));
  const fleet = await startFleet([sql1, old1, app1]);
  const knownHosts = join(directory, 'known_hosts');
  await writeFile(knownHosts, fleet.knownHosts);
  const connector = createConnector({
    user: fleet.login.user,
    password: new Secret(fleet.login.password),
    hostKeys: 'strict',
    ownKnownHosts: join(directory, 'own_known_hosts'),
    knownHosts: [knownHosts],
    timeoutMs: 2000,
    useSshConfig: false,
    env: {},
    warn: () => {},
  });
  const options = { samples: 2, interval: 0, sudo: 'auto', deadlineMs: 15_000, maxBytes: 5_000_000 } as const;
  const more = { marker: () => '==w1n==', now: () => new Date(), concurrency: 5, sweepSockets: 5 };
  const targets = fleet.hosts.map(({ address, port }) => ({ host: address, port, origin: 'listed' as const }));
  const names = new Map(fleet.hosts.map(({ name, address, port }) => [`${address}:${port}`, name]));
  const found = new Map<string, Collection>();
  for await (const event of scan(targets, { ssh: connector }, { ...options, ...more }, new AbortController().signal)) {
    if (event.type === 'host-finished') found.set(names.get(event.target) ?? event.target, event.collection);
  }
  await connector.close();
  await fleet.close();
  collections = found;
}, 60_000);
afterAll(() => rm(directory, { recursive: true, force: true }));

const statusesOf = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries((collections.get(name)?.sections ?? []).map((one) => [`${one.collector} ${one.sample}`, one.status]));

describe('Windows hosts, read over SSH beside a Linux host', () => {
  it('are all read, with the rights of the login', () => {
    const ends = [...collections].map(([name, { status, session }]) => [name, status, session.platform, session.privilege]);
    expect(ends.toSorted()).toEqual([
      ['app1', 'collected', 'linux', 'root'],
      ['old1', 'collected', 'windows', 'none'],
      ['sql1', 'collected', 'windows', 'root'],
    ]);
  });

  it('are asked with old tools where the new ones are not there', () => {
    expect(statusesOf('old1')).toMatchObject({
      'windows.sockets 1': 'missing',
      'windows.netstat 1': 'ok',
      'windows.netstat 2': 'ok',
      'windows.ipconfig 1': 'ok',
      'windows.system-registry 1': 'ok',
    });
    expect(statusesOf('sql1')).not.toHaveProperty('windows.netstat 1');
  });

  it('are joined with the others: who depends on the database, and with which process', () => {
    const observations = [...collections.values()].map((collection) => observe(collection, true));
    const header = { id: '1', takenAt: '2026-11-21T10:00:00.000Z', toolVersion: '0.0.0', scope: [] };
    const { snapshot } = derive({ header, observations, attempts: [], targetCount: 3, unansweredCount: 0 });
    const nameOf = (id: string): string | undefined => snapshot.hosts.find((one) => one.id === id)?.name;
    const service = (id: string | undefined): string | undefined => snapshot.services.find((one) => one.id === id)?.name;
    const arrows = snapshot.dependencies.map(({ from, to, port, seenFrom }) =>
      [nameOf(from.host), service(from.service), nameOf(to.host), service(to.service), port, seenFrom].join(' '),
    );
    expect(arrows).toContain('app1 shop.jar sql1 sqlservr.exe 1433 both');
    expect(arrows).toContain('sql1 java.exe 10.20.9.9  8443 client');
    // Over already (TIME-WAIT): Windows names process 0, which is nobody.
    expect(arrows.filter((arrow) => / 1433 | 88 /.test(arrow) && /^(OLD1|sql1)/.test(arrow)).toSorted()).toEqual([
      'OLD1  sql1 sqlservr.exe 1433 client',
      'sql1  10.20.0.10 tcp/88 88 client',
    ]);
    expect(snapshot.hosts.find(({ name }) => name === 'sql1')?.os).toEqual({
      name: 'Microsoft Windows Server 2019 Standard',
      version: '10.0.17763',
    });
  });
});
