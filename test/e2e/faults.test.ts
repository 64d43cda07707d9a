import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoHosts } from '../../src/demo/demo-hosts.ts';
import { type Fault, faultStatus } from '../../src/demo/faults.ts';
import { type Fleet, startFleet } from '../../src/demo/fleet.ts';
import type { FleetHost } from '../../src/demo/ssh-host.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { type Desk, finished, openDesk } from './map-process.ts';

const faults: readonly Fault[] = [
  { kind: 'refused' },
  { kind: 'silent' },
  { kind: 'http' },
  { kind: 'login-refused' },
  { kind: 'wrong-password' },
  { kind: 'wrong-host-key' },
  { kind: 'hung' },
  { kind: 'drip', everyMs: 1000 },
  { kind: 'reset' },
  { kind: 'flood' },
  { kind: 'noise' },
  { kind: 'not-posix', answer: 'router' },
  { kind: 'not-posix', answer: 'nologin' },
  { kind: 'cut', collector: 'linux.ss' },
];

const healthy = demoHosts('before').filter(({ fault }) => fault === undefined);
const [sample] = healthy;
if (sample === undefined) throw new Error('the demo has no healthy host');
const sick: FleetHost[] = faults.map((fault, index) => ({ ...sample, name: `sick${index}`, number: 150 + index, fault }));

/** Seconds: long enough for 50 MB through SSH on a busy machine. */
const deadline = 6;

let fleet: Fleet;
let desk: Desk;
let password: Record<string, string>;
const scanArgs = (targets: readonly string[]): string[] => [
  ...['scan', ...targets, '--user', fleet.login.user, '--password', 'env:FLEET_PASSWORD'],
  ...['--deadline', String(deadline), '--timeout', '2', '--json'],
];

beforeAll(async () => {
  fleet = await startFleet([...healthy, ...sick]);
  desk = openDesk();
  password = { FLEET_PASSWORD: fleet.login.password, MAP_KNOWN_HOSTS: join(desk.directory, 'known_hosts') };
  writeFileSync(join(desk.directory, 'known_hosts'), fleet.knownHosts, { mode: 0o600 });
});
afterAll(async () => {
  await fleet.close();
  desk.clear();
});

describe('a scan of a fleet with every fault', () => {
  it('ends every fault as its own status, reads every healthy host, and leaves nothing behind', async () => {
    const ended = await desk.map(scanArgs(fleet.targets), password);
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(3);

    const coverage = await desk.map(['coverage', '--json']);
    const { failed } = JSON.parse(coverage.stdout) as { failed: { target: string; status: string; message: string }[] };
    const byTarget = new Map(failed.map(({ target, status }) => [target, status]));
    const statusOf = (name: string): string => {
      const host = fleet.hosts.find((one) => one.name === name);
      return byTarget.get(`${host?.address}:${host?.port}`) ?? 'collected';
    };
    const expected = sick.map(({ name, fault }) => [name, fault?.kind, fault && faultStatus[fault.kind]]);
    expect(sick.map(({ name, fault }) => [name, fault?.kind, statusOf(name)])).toEqual(expected);
    expect(healthy.map(({ name }) => statusOf(name))).toEqual(healthy.map(() => 'collected'));
    for (const { target, message } of failed) expect(message.startsWith(target.replace(/:\d+$/, ''))).toBe(true);

    // The hung and the dripping host cost their own deadline: all deadlines run side by side.
    const events = ended.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const took = events.filter(({ event }) => event === 'host-finished').map(({ milliseconds }) => milliseconds as number);
    expect(Math.max(...took)).toBeLessThan(2 * deadline * 1000);
    expect(events.at(-1)).toMatchObject({ event: 'summary', interrupted: false });
    expect(fleet.connections()).toBe(0);
    expect(readdirSync(desk.directory).sort()).toEqual(['known_hosts', 'map.db']);
  });

  it('keeps what the sick hosts did answer, and never the password', async () => {
    const { stdout } = await desk.map(['export', '-f', 'json']);
    const snapshot = JSON.parse(stdout) as Snapshot;
    expect(snapshot.hosts.filter(({ kind }) => kind === 'server').length).toBeGreaterThanOrEqual(healthy.length);
    expect(stdout).not.toContain(fleet.login.password);
  });

  it('derives the same bytes twice from the same evidence', async () => {
    const before = await desk.map(['export', '-f', 'json']);
    await desk.map(['rebuild', '--quiet']);
    const once = await desk.map(['export', '-f', 'json']);
    await desk.map(['rebuild', '--quiet']);
    const twice = await desk.map(['export', '-f', 'json']);
    expect(once.stdout).toBe(before.stdout);
    expect(twice.stdout).toBe(once.stdout);
  });

  it('stops within two seconds of Ctrl-C, saves what was read, and ends with 130', async () => {
    const other = openDesk();
    try {
      writeFileSync(join(other.directory, 'known_hosts'), fleet.knownHosts, { mode: 0o600 });
      const child = other.start(
        scanArgs(fleet.targets).map((arg) => (arg === String(deadline) ? '60' : arg)),
        { ...password, MAP_KNOWN_HOSTS: join(other.directory, 'known_hosts') },
      );
      const ended = finished(child);
      const names = new Set(healthy.map(({ name }) => name));
      const awaited = new Set(fleet.hosts.filter(({ name }) => names.has(name)).map(({ address, port }) => `${address}:${port}`));
      let text = '';
      let stoppedAt = 0;
      child.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        for (const line of lines) {
          const { status, target } = JSON.parse(line) as { status?: string; target?: string };
          if (status === 'collected') awaited.delete(target ?? '');
        }
        if (awaited.size > 0 || stoppedAt !== 0) return;
        stoppedAt = Date.now();
        child.kill('SIGINT');
      });
      expect((await ended).code).toBe(130);
      expect(Date.now() - stoppedAt).toBeLessThan(2000);
      const hosts = JSON.parse((await other.map(['hosts', '--json'])).stdout) as Snapshot['hosts'];
      // Those of the sick hosts that answered are one host with the first healthy one, which was read whole.
      const collected = new Set(hosts.filter(({ evidence }) => evidence?.status === 'collected').map(({ name }) => name));
      expect(healthy.filter(({ name }) => !collected.has(name))).toEqual([]);
      const { failed } = JSON.parse((await other.map(['coverage', '--json'])).stdout) as { failed: { status: string }[] };
      expect(failed.map(({ status }) => status)).toContain('interrupted');
    } finally {
      other.clear();
    }
  });
});
