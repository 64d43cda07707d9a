import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Fleet, type FleetOptions, startFleet } from '../../src/demo/fleet.ts';
import type { FleetHost } from '../../src/demo/ssh-host.ts';
import { hostKeyOf, simulatedKey } from '../../src/demo/ssh-key.ts';
import type { Collector } from '../../src/model/collector.ts';
import { buildScript } from '../../src/scan/script.ts';
import { replayScript } from '../../src/transports/replay/replay-script.ts';
import { addressOf, logIn, visit } from './ssh-client.ts';

const ask = (id: string, group: Collector['group']): Collector => ({
  id,
  group,
  platforms: ['linux'],
  rank: 1,
  request: { command: id, root: 'never', seconds: 5, bytes: 100_000 },
  parse: () => [],
});
const script = buildScript([ask('linux.ss', 'sockets'), ask('linux.ps', 'processes')], {
  marker: '==77==',
  samples: 2,
  interval: 600,
  sudo: 'never',
});

const plain = (name: string, number: number): FleetHost => ({
  name,
  number,
  recorded: {
    uname: 'Linux',
    uid: 1001,
    user: 'map',
    sections: new Map([
      ['linux.ss', { stdout: `sockets of ${name}\n`, stderr: 'a warning\n', exitCode: 0 }],
      ['linux.ps', { stdout: 'x'.repeat(90_000), exitCode: 0 }],
    ]),
  },
});

function expected(host: FleetHost): { readonly stdout: string; readonly stderr: string } {
  const streams = { stdout: '', stderr: '' };
  for (const piece of replayScript(script, host.recorded)) {
    if (piece.kind !== 'pause') streams[piece.kind] += Buffer.from(piece.bytes).toString('latin1');
  }
  return streams;
}

let fleets: Fleet[] = [];
async function fleetOf(hosts: readonly FleetHost[], options?: FleetOptions): Promise<Fleet> {
  const fleet = await startFleet(hosts, options);
  fleets.push(fleet);
  return fleet;
}
afterEach(async () => {
  await Promise.all(fleets.map((fleet) => fleet.close()));
  fleets = [];
});

const web = plain('web1', 12);
const db = plain('db1', 31);

describe('startFleet', () => {
  it('gives every host its own loopback address, and all one port', async () => {
    const fleet = await fleetOf([web, db]);
    const [first, second] = fleet.hosts;
    expect(first?.port).toBe(second?.port);
    expect(fleet.targets).toEqual([`127.77.0.12:${first?.port}`, `127.77.0.31:${first?.port}`]);
  });

  it('gives every host a port where there is but one address', async () => {
    const refusing: FleetHost = { ...plain('old1', 41), fault: { kind: 'refused' } };
    const fleet = await fleetOf([refusing, web, db], { addresses: 'ports' });
    expect(new Set(fleet.hosts.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
    expect(new Set(fleet.hosts.map(({ port }) => port)).size).toBe(3);
    expect((await visit(fleet, 'db1', { script })).stdout).toBe(expected(db).stdout);
  });

  it('answers the script as the recorded host would, without waiting between samples', async () => {
    const fleet = await fleetOf([web, db]);
    const answers = await Promise.all([visit(fleet, 'web1', { script }), visit(fleet, 'db1', { script })]);
    expect(answers).toEqual([
      { ...expected(web), code: 0 },
      { ...expected(db), code: 0 },
    ]);
  });

  it('accepts the key of its login, and no other', async () => {
    const fleet = await fleetOf([web]);
    const { key } = fleet.login;
    const byKey = { privateKey: key.privateKey, password: undefined };
    expect((await visit(fleet, 'web1', { script, login: byKey as object })).code).toBe(0);
    const other = simulatedKey('another').privateKey;
    await expect(logIn(fleet, 'web1', { privateKey: other, password: '' })).rejects.toThrow('authentication methods failed');
  });

  it('refuses another password and another user', async () => {
    const fleet = await fleetOf([web]);
    await expect(logIn(fleet, 'web1', { password: 'guess' })).rejects.toThrow('authentication methods failed');
    await expect(logIn(fleet, 'web1', { username: 'root' })).rejects.toThrow('authentication methods failed');
  });

  it('makes up another login for every fleet, and takes one that is given', async () => {
    const [one, two] = [await fleetOf([web]), await fleetOf([web])];
    expect(one.login.password).not.toBe(two.login.password);
    expect((await fleetOf([web], { login: one.login })).login).toBe(one.login);
  });

  it('shows the same host key in every run, another one on every host', async () => {
    const [one, two] = [await fleetOf([web, db]), await fleetOf([web, db])];
    const keys = (fleet: Fleet) => [...fleet.knownHosts.matchAll(/ssh-ed25519 (\S+)$/gm)].map(([, key]) => key);
    expect(keys(one)).toEqual(keys(two));
    expect(new Set(keys(one)).size).toBe(2);
    let shown = '';
    const hostVerifier = (key: Buffer) => {
      shown = key.toString('base64');
      return true;
    };
    (await logIn(one, 'web1', { hostVerifier })).destroy();
    expect(shown).toBe(keys(one)[0]);
  });

  it('knows no program but sh', async () => {
    const fleet = await fleetOf([web]);
    const client = await logIn(fleet, 'web1');
    const code = await new Promise((resolve) => {
      client.exec('rm -rf /', (_, channel) => channel.on('exit', resolve).resume());
    });
    client.destroy();
    expect(code).toBe(127);
  });

  it('says why it cannot answer a script that is none of ours', async () => {
    const fleet = await fleetOf([web]);
    const answer = await visit(fleet, 'web1', { script: 'echo hello\n' });
    expect(answer).toEqual({ stdout: '', stderr: 'sh: the line of settings of the collection script was not found\n', code: 2 });
  });

  it('tells a port that is taken', async () => {
    const fleet = await fleetOf([web]);
    const { port } = addressOf(fleet, 'web1');
    await expect(startFleet([db, web], { port })).rejects.toThrow('EADDRINUSE');
    // What had been opened before the trouble is free again.
    await fleetOf([db], { port });
  });

  it('leaves no connection when it is closed', async () => {
    const fleet = await fleetOf([web]);
    const { address, port } = addressOf(fleet, 'web1');
    const socket = connect(port, address).resume();
    await once(socket, 'data');
    expect(fleet.connections()).toBe(1);
    await fleet.close();
    expect(fleet.connections()).toBe(0);
    await fleet.close();
  });
});

const hasClient = (() => {
  try {
    execFileSync('ssh', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasClient)('the OpenSSH client', () => {
  async function openssh(fleet: Fleet, known: string): Promise<{ stdout: string; stderr: string; code: number }> {
    const folder = mkdtempSync(join(tmpdir(), 'map-fleet-'));
    const { address, port } = addressOf(fleet, 'web1');
    const [keyFile, knownHosts] = [join(folder, 'key'), join(folder, 'known_hosts')];
    writeFileSync(keyFile, fleet.login.key.privateKey, { mode: 0o600 });
    writeFileSync(knownHosts, known);
    const options = ['BatchMode=yes', 'StrictHostKeyChecking=yes', `UserKnownHostsFile=${knownHosts}`, 'LogLevel=ERROR'];
    const flags = ['-F', 'none', '-i', keyFile, '-p', String(port), ...options.flatMap((option) => ['-o', option])];
    const client = spawn('ssh', [...flags, `${fleet.login.user}@${address}`, 'sh -s']);
    const result = { stdout: '', stderr: '', code: -1 };
    client.stdout.setEncoding('latin1').on('data', (text) => (result.stdout += text));
    client.stderr.setEncoding('latin1').on('data', (text) => (result.stderr += text));
    client.stdin.on('error', () => {}).end(script);
    [result.code] = await once(client, 'close');
    rmSync(folder, { recursive: true });
    return result;
  }

  it('logs in with the key, trusts known_hosts and gets the same answer', async () => {
    const fleet = await fleetOf([web]);
    expect(await openssh(fleet, fleet.knownHosts)).toEqual({ ...expected(web), code: 0 });
  });

  it('will not talk to a host that shows another key', async () => {
    const fleet = await fleetOf([web]);
    const answer = await openssh(fleet, fleet.knownHosts.replace(hostKeyOf('web1').publicKey, hostKeyOf('db1').publicKey));
    expect(answer.code).toBe(255);
    expect(answer.stderr).toContain('Host key verification failed');
  });
});
