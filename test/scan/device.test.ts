import { setTimeout } from 'node:timers/promises';
import type { Connection } from 'ssh2';
import { afterAll, describe, expect, it } from 'vitest';
import { networkDialects } from '../../src/collectors/network-dialects.ts';
import { networkCollectors } from '../../src/collectors/network-registry.ts';
import { observe } from '../../src/collectors/observe.ts';
import type { Collection } from '../../src/model/evidence.ts';
import { collectHost } from '../../src/scan/collect-host.ts';
import { shellCommand } from '../../src/transports/shell-proof.ts';
import { openSshSession } from '../../src/transports/ssh-session.ts';
import { type DeviceScript, newDeviceLog, serveDevice } from '../transports/support/device.ts';
import { createTryLogin } from '../transports/support/login.ts';
import { startServer, type TestServer, type TestServerOptions } from '../transports/support/ssh-server.ts';
import { never } from '../transports/support/wait.ts';

const tryLogin = createTryLogin();
const servers: TestServer[] = [];
afterAll(async () => await Promise.all(servers.map((server) => server.close())));

async function serve(options: TestServerOptions): Promise<TestServer> {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

const version = `Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E3, RELEASE SOFTWARE (fc3)
sw-floor2 uptime is 31 weeks, 2 days, 4 hours, 11 minutes
cisco WS-C2960X-24TS-L (APM86XXX) processor (revision B0) with 524288K bytes of memory.
Processor board ID FOC2048S1AB`;
const arp = `Protocol  Address          Age (min)  Hardware Addr   Type   Interface
Internet  10.20.0.7               4   5254.0012.3456  ARPA   Vlan20`;
const rows = Array.from({ length: 100 }, (_, n) => `  20    5254.0000.${(4096 + n).toString(16)}    DYNAMIC     Gi1/0/${n % 24}`);
const mac = `Vlan    Mac Address       Type        Ports\n----    -----------       --------    -----\n${rows.join('\n')}`;

const ios: DeviceScript = {
  prompt: 'sw-floor2#',
  banner: 'Authorised use only.\n',
  paging: 'terminal length 0',
  answers: { 'show version': version, 'show ip arp': arp, 'show mac address-table': mac },
};

interface Visit {
  readonly ident?: string;
  readonly deadlineMs?: number;
  readonly onConnection?: (client: Connection) => void;
  readonly signal?: AbortSignal;
}

async function visit(
  device: DeviceScript,
  { ident = 'Cisco-1.25', deadlineMs = 30_000, onConnection, signal = never() }: Visit = {},
) {
  const log = newDeviceLog();
  const answer = serveDevice(device, log);
  const server = await serve({
    ident,
    session: 'ignore',
    onConnection: (client) => {
      answer(client);
      onConnection?.(client);
    },
  });
  const login = await tryLogin({ port: server.port });
  if (!login.ok) throw new Error(login.failure.message);
  const session = openSshSession(login.value, []);
  const target = { host: '127.0.0.1', origin: 'listed' as const };
  const route = { target, host: '127.0.0.1', port: server.port, user: 'map', jump: [], via: 'direct' as const };
  const options = {
    samples: 1,
    interval: 1,
    sudo: 'auto' as const,
    deadlineMs,
    maxBytes: 10_000_000,
    marker: () => 'marker',
    now: () => new Date(),
  };
  const collection = await collectHost(target, route, session, options, { startedAt: new Date(), signal, deadlineMs });
  session.close();
  return { collection, log, section: sectionIn(collection) };
}

const sectionIn = (collection: Collection) => (id: string) => {
  const found = collection.sections.find((one) => one.collector === id);
  return found === undefined ? undefined : { status: found.status, text: Buffer.from(found.stdout).toString('latin1') };
};

// Side by side: most of them wait, as the program does, until a device has surely nothing more to say.
describe.concurrent('a network device', () => {
  it('is asked on its own command line where its name says what it is, and nothing else is sent', async () => {
    const { collection, log, section } = await visit(ios);
    expect(collection).toMatchObject({ status: 'collected', session: { platform: 'cisco-ios' } });
    expect(section('cisco-ios.version')?.text).toBe(`${version}\n`);
    expect(section('cisco-ios.arp')?.text).toBe(`${arp}\n`);
    expect(section('cisco-ios.mac')?.text).toBe(`${mac}\n`);
    expect(section('cisco-ios.lldp')).toEqual({ status: 'missing', text: '' });
    expect(log.execs).toEqual([]);
    expect(log.typed.every((command) => /^(?:show |terminal length 0$)/.test(command))).toBe(true);
    expect(log.typed.filter((command) => command === 'show version')).toHaveLength(1);
  });

  it('gives facts as any host does', async () => {
    const { collection } = await visit(ios);
    const { facts } = observe(collection, true);
    expect(facts).toContainEqual({ fact: 'system', line: 1, name: 'sw-floor2', osName: 'Cisco IOS', osVersion: '15.2(7)E3' });
    expect(facts).toContainEqual({ fact: 'identity', line: 1, kind: 'device-serial', value: 'FOC2048S1AB' });
    expect(facts.filter(({ fact }) => fact === 'fdb')).toHaveLength(100);
  });

  it('is asked again by hand where it calls itself OpenSSH and knows no sh', async () => {
    const exec = (): string => "Syntax error while parsing 'sh -xc'\r\n% Invalid command at '^' marker.\r\n";
    const nxos = {
      ...ios,
      answers: { 'show version': 'Cisco Nexus Operating System (NX-OS) Software\n  Device name: n9k-1' },
      exec,
    };
    const { collection, log } = await visit(nxos, { ident: 'OpenSSH_8.8' });
    expect(collection).toMatchObject({ status: 'collected', session: { platform: 'cisco-nxos' } });
    expect(log.execs).toEqual([shellCommand]);
  });

  it('gets a blank for each page where its pager cannot be turned off', async () => {
    for (const [more, erase] of [
      ['--More-- ', '\r         \r'],
      ['<--- More --->', '\r              \r'],
      ['-- MORE --, next page: Space, next line: Enter, quit: Control-C', '\u001b[2K\r'],
      ['  ---- More ----', '\u001b[16D                \u001b[16D'.replaceAll('\u001b[16D', '\b'.repeat(16))],
    ] as const) {
      const { section } = await visit({ ...ios, paging: 'none', more, erase, pageLines: 10 });
      expect(section('cisco-ios.mac')?.text).toBe(`${mac}\n`);
    }
  });

  it('may colour, ring, and print its own prompt within an answer', async () => {
    const prompt = '\u001b[1msw-floor2#\u001b[0m ';
    const answers = {
      ...ios.answers,
      'show ip arp': async (channel: { write(text: string): unknown }) => {
        channel.write('sw-floor2#\r\n\u0007');
        await setTimeout(30);
        channel.write('first\r\nsw-floor2#');
        await setTimeout(600);
        channel.write('\r\nsecond');
      },
    };
    const { section } = await visit({ ...ios, prompt, answers });
    expect(section('cisco-ios.arp')?.text).toMatch(/^sw-floor2#\nfirst\nsw-floor2#\n+second\n$/);
    expect(section('cisco-ios.mac')?.text).toBe(`${mac}\n`);
  });

  it('says what it refuses, and the rest is read', async () => {
    const answers = { ...ios.answers, 'show ip arp': '% Authorization failed.' };
    const { collection, section } = await visit({ ...ios, answers });
    expect(section('cisco-ios.arp')).toEqual({ status: 'failed', text: '' });
    expect(collection.status).toBe('collected');
  });

  it('that hangs up half-way leaves what it had said', async () => {
    const gone: Connection[] = [];
    const answers = { ...ios.answers, 'show mac address-table': () => void gone[0]?.end() };
    const { collection, section } = await visit({ ...ios, answers }, { onConnection: (client) => void gone.push(client) });
    expect(collection.status).toBe('disconnected');
    expect(section('cisco-ios.arp')).toEqual({ status: 'ok', text: `${arp}\n` });
    expect(section('cisco-ios.mac')?.status).toBe('incomplete');
  });

  it('that hangs in a command is let go at the deadline', async () => {
    const answers = { ...ios.answers, 'show mac address-table': () => new Promise<void>(() => {}) };
    const { collection, section } = await visit({ ...ios, answers }, { deadlineMs: 5_000 });
    expect(collection.status).toBe('too-slow');
    expect(section('cisco-ios.arp')?.status).toBe('ok');
  });

  it('that hangs or floods in one command is interrupted, and asked the next', async () => {
    const log = newDeviceLog();
    const flood = async (channel: { write(text: string): unknown }): Promise<void> => {
      for (let count = 0; count < 100; count += 1) {
        channel.write(`${'x'.repeat(1_000)}\r\n`);
        await setTimeout(5);
      }
    };
    const answers = { ...ios.answers, hang: () => new Promise<void>(() => {}), flood };
    const server = await serve({ ident: 'Cisco-1.25', session: 'ignore', onConnection: serveDevice({ ...ios, answers }, log) });
    const login = await tryLogin({ port: server.port });
    if (!login.ok) throw new Error(login.failure.message);
    const session = openSshSession(login.value, []);
    const line = await session.openDevice?.('terminal', { signal: never(), deadlineMs: 20_000 });
    expect(await line?.ask({ command: 'hang', seconds: 1, bytes: 1_000 })).toMatchObject({ end: 'silent' });
    const full = await line?.ask({ command: 'flood', seconds: 5, bytes: 5_000 });
    expect(full).toMatchObject({ end: 'full' });
    expect(full?.output.length).toBe(5_000);
    const after = await line?.ask({ command: 'show ip arp', seconds: 5, bytes: 5_000 });
    expect([after?.end, Buffer.from(after?.output ?? []).toString()]).toEqual(['answered', `${arp}\n`]);
    line?.close();
    session.close();
  });

  /** All that may ever be written to a device, from what is published. */
  const published = new Set([
    ...networkCollectors.map(({ request }) => request.command),
    ...networkDialects.flatMap(({ identify, paging = '' }) => [identify, paging]),
    '',
  ]);

  it.each([
    ['IOS', {}, 'Cisco-1.25'],
    ['a pager for ever', { paging: 'none', pageLines: 10 }, 'Cisco-1.25'],
    ['a key at the login', { greeting: 'Copyright HP\r\n\r\nPress any key to continue' }, 'Mocana SSH 6.3'],
    ['exec refused', {}, 'OpenSSH_8.8'],
    ['exec answered by the command line', { execIsShell: true }, 'OpenSSH_8.8'],
    ['exec answered with a complaint on two lines', { exec: () => '% Invalid\r\n% Invalid input\r\n' }, 'OpenSSH_8.8'],
  ] as const)(
    'is written nothing but published commands, line ends and blanks of a pager: %s',
    async (_, behaviour, ident) => {
      const { collection, log } = await visit({ ...ios, ...behaviour }, { ident });
      expect(collection).toMatchObject({ status: 'collected', session: { platform: 'cisco-ios' } });
      expect(log.raw).toMatch(/^[ -~\n]*$/);
      expect(log.raw.split('\n').filter((line) => !published.has(line.replace(/^ +/, '')))).toEqual([]);
      expect(new Set(log.execs)).toEqual(new Set(ident === 'OpenSSH_8.8' ? [shellCommand] : []));
    },
    40_000,
  );

  it.each([
    'Accept the licence? [yes/no]',
    'Do you want to change the password now [Y/N]>',
    'New password:',
    'Press any key to accept the licence',
    '--More--',
    'Enter configuration commands, one per line. Continue#',
  ])(
    'that asks %j at the login is written nothing at all',
    async (greeting) => {
      for (const ident of ['Cisco-1.25', 'OpenSSH_8.8']) {
        const { collection, log } = await visit({ ...ios, greeting, execIsShell: true }, { ident, deadlineMs: 1_500 });
        expect(collection.sections).toEqual([]);
        expect(log.raw).toBe('');
      }
    },
    40_000,
  );

  it('without a prompt or a shell is no device', async () => {
    const { collection } = await visit({ ...ios, refuseShell: true });
    expect(collection.status).toBe('shell-unsupported');
  });

  it('of RouterOS is asked in channels', async () => {
    const print: Readonly<Record<string, string>> = {
      '/system resource print': '  version: 7.11.2 (stable)\r\n  board-name: CCR2004\r\n  platform: MikroTik\r\n',
      '/ip arp print terse': ' 0 DC address=10.0.0.7 mac-address=52:54:00:12:34:56 interface=bridge1\r\n',
    };
    const exec = (command: string): string => print[command] ?? `bad command name ${command} (line 1 column 1)\r\n`;
    const { collection, section } = await visit({ ...ios, refuseShell: true, exec }, { ident: 'ROSSSH' });
    expect(collection).toMatchObject({ status: 'collected', session: { platform: 'mikrotik-routeros' } });
    expect(section('mikrotik-routeros.arp')?.status).toBe('ok');
    expect(section('mikrotik-routeros.routes')?.status).toBe('missing');
  });
});
