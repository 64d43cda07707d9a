import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageDocument } from '../../src/analysis/coverage.ts';
import { networkCollectors } from '../../src/collectors/network-registry.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { type DeviceScript, newDeviceLog, serveDevice } from '../transports/support/device.ts';
import { startServer, type TestServer } from '../transports/support/ssh-server.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

interface Simulated extends DeviceScript {
  readonly ident: string;
  readonly platform: string;
}

const lldp = (local: string, chassis: string, port: string, name: string): string =>
  [`Local Intf: ${local}`, `Chassis id: ${chassis}`, `Port id: ${port}`, `System Name: ${name}`, ''].join('\n');

const fixtures = new URL('../../fixtures/', import.meta.url);

/** What was recorded of a system, by the command that asks for it. */
const recorded = (platform: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    networkCollectors
      .filter(({ id }) => id.startsWith(`${platform}.`))
      .flatMap(({ id, request }) => {
        const whole = readdirSync(new URL(`${id}/`, fixtures)).find((name) => /^(?:leaf|firewall)\.raw$/.test(name));
        return whole === undefined
          ? []
          : [[request.command, readFileSync(new URL(`${id}/${whole}`, fixtures), 'utf8').trimEnd()]];
      }),
  );

/** What each device answers, after the command references of the vendors. */
const devices: Readonly<Record<string, Simulated>> = {
  'sw-floor2': {
    ident: 'Cisco-1.25',
    platform: 'cisco-ios',
    prompt: 'sw-floor2#',
    paging: 'terminal length 0',
    answers: {
      'show version': `Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E3, RELEASE SOFTWARE (fc3)
sw-floor2 uptime is 31 weeks, 2 days
cisco WS-C2960X-24TS-L (APM86XXX) processor (revision B0) with 524288K bytes of memory.
Processor board ID FOC2048S1AB`,
      'show interfaces': `GigabitEthernet1/0/24 is up, line protocol is up (connected)
  Hardware is Gigabit Ethernet, address is 5254.00aa.0124 (bia 5254.00aa.0124)`,
      'show lldp neighbors detail': lldp('Gi1/0/24', '5254.00bb.0001', 'Ethernet1/1', 'n9k-1'),
      'show ip arp': '% Authorization failed.',
    },
  },
  'n9k-1': {
    // OpenSSH, and no word of Cisco.
    ident: 'OpenSSH_8.3',
    platform: 'cisco-nxos',
    prompt: 'n9k-1# ',
    paging: 'terminal length 0',
    exec: () => "Syntax error while parsing 'sh -xc'\r\n\r\nCmd exec error.\r\n% Invalid command at '^' marker.\r\n",
    answers: {
      'show version': `Cisco Nexus Operating System (NX-OS) Software
  NXOS: version 9.3(8)
  cisco Nexus9000 C93180YC-EX chassis
  Processor Board ID FDO21120ABC
  Device name: n9k-1`,
      'show interface': `Ethernet1/1 is up
admin state is up, Dedicated Interface
  Hardware: 100/1000/10000/25000 Ethernet, address: 5254.00bb.0001 (bia 5254.00bb.0001)`,
      'show lldp neighbors detail': `Chassis id: 5254.00aa.0124
Port id: Gi1/0/24
Local Port id: Eth1/1
System Name: sw-floor2
`,
      'show ip arp vrf all': `Address         Age       MAC Address     Interface       Flags
10.20.0.7       00:10:13  5254.0012.3456  Vlan20`,
    },
  },
  'ex2300-1': {
    ident: 'OpenSSH_7.5',
    platform: 'juniper-junos',
    prompt: 'map@ex2300-1> ',
    paging: 'set cli screen-length 0',
    unknown: '           ^\nsyntax error, expecting <command>.\n',
    execIsShell: true,
    answers: { 'show version': 'Hostname: ex2300-1\nModel: ex2300-24t\nJunos: 20.4R3.8' },
  },
  'fw-1': {
    ident: 'FortiSSH_3.0',
    platform: 'fortinet-fortios',
    prompt: 'fw-1 $ ',
    more: '--More-- ',
    pageLines: 3,
    unknown: 'Unknown action 0\n',
    answers: {
      'get system status': `Version: FortiGate-60F v7.2.5,build1517,230606 (GA.F)
Virus-DB: 91.04820(2023-06-07 20:26)
Serial-Number: FGT60FTK20000001
License Status: Valid
Hostname: fw-1`,
    },
  },
  'pa-edge1': {
    ident: 'OpenSSH_9.6',
    platform: 'paloalto-panos',
    prompt: 'map@pa-edge1(active)> ',
    paging: 'set cli pager off',
    unknown: '\nInvalid syntax.\n',
    execIsShell: true,
    answers: recorded('paloalto-panos'),
  },
  'eos-leaf1': {
    ident: 'OpenSSH_8.7',
    platform: 'arista-eos',
    prompt: 'eos-leaf1>',
    paging: 'terminal length 0',
    execIsShell: true,
    answers: recorded('arista-eos'),
  },
  'gw-1': {
    ident: 'ROSSSH',
    platform: 'mikrotik-routeros',
    prompt: '>',
    refuseShell: true,
    answers: {},
    exec: (command) =>
      ({
        '/system resource print': '  version: 7.11.2 (stable)\r\n  board-name: CCR2004\r\n  platform: MikroTik\r\n',
        '/system identity print': '  name: gw-1\r\n',
      })[command] ?? `bad command name ${command} (line 1 column 1)\r\n`,
  },
  'aruba-1': {
    ident: 'Mocana SSH 6.3',
    platform: 'hp-procurve',
    greeting: 'HP Switch\r\n\r\nPress any key to continue',
    prompt: 'aruba-1# ',
    paging: 'no page',
    unknown: 'Invalid input: display\n',
    answers: {
      'show system information': `
 Status and Counters - General System Information

  System Name        : aruba-1
  Software revision  : YA.16.10.0012    Base MAC Addr : 525400-cc0001
  ROM Version        : YA.15.20         Serial Number : CN00AB1234`,
    },
  },
};

const path = scratch();
const servers: TestServer[] = [];
const logs = Object.fromEntries(Object.keys(devices).map((name) => [name, newDeviceLog()]));
let snapshot: Snapshot;
let coverage: string;
let document: CoverageDocument;

const database = (): string[] => ['--db', path('devices.db')];
const env = { DEVICE_PASSWORD: 'right', HOME: '/nonexistent', MAP_KNOWN_HOSTS: '' };

beforeAll(async () => {
  env.MAP_KNOWN_HOSTS = path('known_hosts');
  for (const [index, [name, device]] of Object.entries(devices).entries()) {
    const log = logs[name] ?? newDeviceLog();
    const onConnection = serveDevice(device, log);
    servers.push(await startServer({ ident: device.ident, session: 'ignore', onConnection, address: `127.91.0.${index + 1}` }));
  }
  const targets = servers.map(({ address, port }) => `${address}:${port}`);
  const scanned = await runMap(
    ['scan', ...targets, '--user', 'map', '--password', 'env:DEVICE_PASSWORD', '--deadline', '60', ...database()],
    { env, now: new Date() },
  );
  expect(scanned.stderr).not.toMatch(/shell-unsupported/);
  const exported = await runMap(['export', '-f', 'json', ...database()], { env });
  snapshot = JSON.parse(exported.stdout) as Snapshot;
  coverage = (await runMap(['coverage', ...database()], { env })).stdout;
  document = JSON.parse((await runMap(['coverage', '--json', ...database()], { env })).stdout) as CoverageDocument;
}, 120_000);
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

describe('map scan of network devices over SSH', () => {
  it.each(Object.keys(devices))('makes %s a host that is a network device, by its own name', (name) => {
    const host = snapshot.hosts.find((one) => one.name === name);
    expect(host).toMatchObject({ kind: 'network-device' });
  });

  it('joins the two ends of a cable both switches tell of', () => {
    const names = new Map(snapshot.hosts.map(({ id, name }) => [id, name]));
    const cables = (snapshot.links ?? [])
      .filter(({ seenFrom }) => seenFrom === 'both')
      .map(({ a, b, protocols, seenFrom, aggregate }) => ({
        ends: [a, b].map(({ host, port }) => `${names.get(host)} ${port}`).toSorted(),
        protocols,
        seenFrom,
        ...(aggregate === undefined ? {} : { bundles: Object.values(aggregate).toSorted() }),
      }))
      .toSorted((one, other) => String(one.ends).localeCompare(String(other.ends)));
    expect(cables).toEqual([
      { ends: ['eos-leaf1 Ethernet1', 'pa-edge1 ethernet1/11'], protocols: ['lldp'], seenFrom: 'both', bundles: ['Po11', 'ae1'] },
      { ends: ['n9k-1 Ethernet1/1', 'sw-floor2 GigabitEthernet1/0/24'], protocols: ['lldp'], seenFrom: 'both' },
    ]);
  });

  it('counts each as read, though one of its commands was refused', () => {
    expect(coverage).toContain('8 collected, 0 failed');
  });

  it('names the commands a device refused or did not know, and what it said', () => {
    const [switch1, , junos] = servers.map(({ address, port }) => `${address}:${port}`);
    expect(document.refusedCommands).toContainEqual({
      ...{ target: switch1, command: 'show ip arp', why: 'refused', message: '% Authorization failed.' },
    });
    expect(document.refusedCommands).toContainEqual({
      ...{ target: junos, command: 'show lldp neighbors', why: 'unknown', message: 'syntax error, expecting <command>.' },
    });
    expect(document.refusedCommands?.some(({ command }) => command === 'show version')).toBe(false);
    expect(coverage).toMatch(/commands without an answer: \d+ on 6 network devices/);
    expect(coverage).toMatch(/show ip arp\s+refused\s+% Authorization failed\./);
    expect(snapshot.coverage.refusedCommands).toEqual(document.refusedCommands);
  });

  it('sends the collection script to none of them', () => {
    for (const [name, { raw }] of Object.entries(logs)) expect([name, /uname|printf/.test(raw)]).toEqual([name, false]);
  });
});
