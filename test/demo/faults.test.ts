import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, faultStatus } from '../../src/demo/faults.ts';
import { type Fleet, startFleet } from '../../src/demo/fleet.ts';
import type { FleetHost } from '../../src/demo/ssh-host.ts';
import type { Collector } from '../../src/model/collector.ts';
import { failureStatuses } from '../../src/model/failure.ts';
import { buildScript } from '../../src/scan/script.ts';
import { splitSections } from '../../src/scan/sections.ts';
import { addressOf, logIn, visit } from './ssh-client.ts';

const ask = (id: string, group: Collector['group']): Collector => ({
  id,
  group,
  platforms: ['linux'],
  rank: 1,
  request: { command: id, root: 'never', seconds: 5, bytes: 100_000 },
  parse: () => [],
});
const collectors = [ask('linux.ss', 'sockets'), ask('linux.ps', 'processes')];
const script = buildScript(collectors, { marker: '==5e==', samples: 2, interval: 55, sudo: 'never' });

const sick = (fault?: Fault): FleetHost => ({
  name: 'sick1',
  number: 90,
  recorded: {
    uname: 'Linux',
    uid: 0,
    user: 'root',
    sections: new Map([
      ['linux.ss', { stdout: 's'.repeat(1000), stderr: 'ss: a warning\n', exitCode: 0 }],
      ['linux.ps', { stdout: 'p'.repeat(1000), exitCode: 0 }],
    ]),
  },
  ...(fault === undefined ? {} : { fault }),
});

let fleet: Fleet;
async function visitSick(fault: Fault | undefined, until?: number) {
  fleet = await startFleet([sick(fault)]);
  return await visit(fleet, 'sick1', { script, ...(until === undefined ? {} : { until }) });
}
afterEach(() => fleet?.close());

const sectionsOf = (stdout: string, stderr = '') =>
  splitSections(Buffer.from(stdout, 'latin1'), Buffer.from(stderr, 'latin1'), {
    marker: '==5e==',
    samples: 2,
    collectors: new Map(collectors.map((collector) => [collector.id, collector])),
  });

describe('faultStatus', () => {
  it('names a status of the closed list for every fault', () => {
    expect(new Set([...failureStatuses, 'collected'])).toEqual(new Set([...failureStatuses, ...Object.values(faultStatus)]));
  });
});

describe('a host whose fault comes before the login', () => {
  const dial = async (fault: Fault) => {
    fleet = await startFleet([sick(fault)]);
    const { address, port } = addressOf(fleet, 'sick1');
    return connect(port, address);
  };

  it('refuses', async () => {
    const [error] = await once(await dial({ kind: 'refused' }), 'error').catch((error) => [error]);
    expect(error.code).toBe('ECONNREFUSED');
  });

  it('is silent: not a byte until the fleet is closed', async () => {
    const socket = await dial({ kind: 'silent' });
    await once(socket, 'connect');
    socket.write('SSH-2.0-test\r\n');
    const everything = text(socket).catch(() => '');
    await fleet.close();
    expect(await everything).toBe('');
  });

  it('speaks HTTP', async () => {
    const socket = await dial({ kind: 'http' });
    socket.write('SSH-2.0-test\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it('has another host key than the fleet says', async () => {
    fleet = await startFleet([sick({ kind: 'wrong-host-key' })]);
    let shown = '';
    const hostVerifier = (key: Buffer) => {
      shown = key.toString('base64');
      return false;
    };
    await expect(logIn(fleet, 'sick1', { hostVerifier })).rejects.toThrow('denied');
    expect(shown).toMatch(/^AAAAC3NzaC1lZDI1NTE5/);
    expect(fleet.knownHosts).not.toContain(shown);
  });

  it.each([
    { kind: 'login-refused', left: ['publickey', 'password'] },
    { kind: 'wrong-password', left: ['password'] },
  ] as const)('$kind: refuses the right key and the right password', async ({ kind, left }) => {
    fleet = await startFleet([sick({ kind })]);
    const offered: (readonly string[])[] = [];
    const { user, password, key } = fleet.login;
    const attempts = [
      { type: 'publickey', username: user, key: key.privateKey },
      { type: 'password', username: user, password },
    ] as const;
    const authHandler = (methods: readonly string[] | null, _partial: unknown, next: (attempt: object | false) => void) => {
      if (methods !== null) offered.push(methods);
      next(attempts[methods === null ? 0 : offered.length] ?? false);
    };
    await expect(logIn(fleet, 'sick1', { authHandler: authHandler as never })).rejects.toThrow('authentication methods failed');
    expect(offered).toEqual([left, left]);
  });
});

describe('a host whose fault comes after the login', () => {
  it('answers everything without a fault', async () => {
    const { stdout, stderr, code } = await visitSick(undefined);
    expect(sectionsOf(stdout, stderr)).toMatchObject({ complete: true, sections: { length: 3 } });
    expect(code).toBe(0);
  });

  it.each([0, 700])('hangs after %i bytes', async (afterBytes) => {
    fleet = await startFleet([sick({ kind: 'hung', afterBytes })]);
    const client = await logIn(fleet, 'sick1');
    let received = '';
    client.exec('sh -s', (_, channel) => {
      channel.on('data', (bytes: Buffer) => {
        received += bytes;
      });
      channel.end(script);
      // Requests of one connection are served in turn: when this one is refused, the script has been dealt with.
      client.exec('uptime', (_, second) => second.on('exit', () => fleet.close()).resume());
    });
    await once(client, 'close');
    expect(received).toHaveLength(afterBytes);
  });

  it('drips: one byte at a time', async () => {
    fleet = await startFleet([sick({ kind: 'drip', everyMs: 1 })]);
    const client = await logIn(fleet, 'sick1');
    const sizes: number[] = [];
    await new Promise((resolve) => {
      client.exec('sh -s', (_, channel) => {
        channel.on('data', (bytes: Buffer) => {
          sizes.push(bytes.length);
          if (sizes.length === 30) resolve(undefined);
        });
        channel.end(script);
      });
    });
    client.destroy();
    expect(new Set(sizes)).toEqual(new Set([1]));
  });

  it('resets the connection in the middle of the output', async () => {
    // A reset right behind data may be reported as the end of the stream: what tells is the missing exit code.
    const { stdout, code } = await visitSick({ kind: 'reset', afterBytes: 900 });
    expect(code).toBeUndefined();
    expect(sectionsOf(stdout)).toMatchObject({ complete: false, started: true });
  });

  it('floods: what it was asked for, and far more in between', async () => {
    const { stdout } = await visitSick({ kind: 'flood', bytes: 3_000_000 });
    expect(stdout.length).toBeGreaterThan(3_000_000);
    expect(stdout.match(/flood\n/g)?.length).toBeGreaterThanOrEqual(3_000_000 / 6 - 50);
    expect(sectionsOf(stdout)).toMatchObject({ complete: true, sections: { length: 3 } });
  });

  it('stops flooding when nobody listens any more', async () => {
    const { stdout } = await visitSick({ kind: 'flood' }, 1_000_000);
    expect(stdout.length).toBeGreaterThanOrEqual(1_000_000);
    await fleet.close();
    expect(fleet.connections()).toBe(0);
  });

  it('makes noise around the sections, never in them', async () => {
    const noisy = await visitSick({ kind: 'noise' });
    await fleet.close();
    const quiet = await visitSick(undefined);
    expect(noisy.stdout).toContain('Last login:');
    expect(noisy.stdout.endsWith('goodbye\n')).toBe(true);
    expect(noisy.stderr).toContain('mesg: ttyname failed');
    expect(sectionsOf(noisy.stdout).sections).toEqual(sectionsOf(quiet.stdout).sections);
  });

  it.each([
    ['router', "% Invalid input detected at '^' marker.", 0],
    ['nologin', 'This account is currently not available.', 1],
    ['silence', '', 1],
  ] as const)('is no POSIX shell: %s', async (answer, says, code) => {
    const { stdout, code: ended } = await visitSick({ kind: 'not-posix', answer });
    expect(stdout).toContain(says);
    expect(sectionsOf(stdout).started).toBe(false);
    expect(ended).toBe(code);
  });

  it('is cut in the middle of a section', async () => {
    const { stdout, code } = await visitSick({ kind: 'cut', collector: 'linux.ps' });
    const { sections, complete } = sectionsOf(stdout);
    expect(complete).toBe(false);
    expect(sections.map(({ collector, status, stdout }) => [collector, status, stdout.length])).toEqual([
      ['linux.ss', 'ok', 1000],
      ['linux.ps', 'incomplete', 500],
    ]);
    expect(code).toBe(137);
  });
});

describe('closing a fleet of sick hosts', () => {
  it('leaves nothing that keeps a process alive', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'close-sick-fleet.ts')]);
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect({ printed, code }).toEqual({ printed: 'closed, 0 connections\n', code: 0 });
  });
});
