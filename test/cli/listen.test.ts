import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createStore } from '../../src/cli/create-store.ts';
import { runListen } from '../../src/cli/run-listen.ts';
import { openLiveFlows } from '../../src/import/flows/live-flows.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { listenUdp } from '../../src/transports/udp-listener.ts';
import { runMap } from './run-map.ts';
import { scratch } from './scratch.ts';

const path = scratch();
const recorded = Buffer.from(
  readFileSync(new URL('../collectors/netflow/recorded/softflowd-v9.hex', import.meta.url), 'latin1').trim(),
  'hex',
);

/** Listens on loopback, sends what softflowd sent, and stops as soon as it has come. */
async function hear(db: string, name = 'core'): Promise<readonly Snapshot[]> {
  const flows = openLiveFlows(name);
  const stop = new AbortController();
  const listener = await listenUdp({
    address: '127.0.0.1',
    port: 0,
    receive(datagram, from) {
      flows.take(datagram, from);
      stop.abort();
    },
  });
  const store = createStore(path(db));
  const snapshots: Snapshot[] = [];
  const sender = createSocket('udp4');
  try {
    sender.send(recorded, listener.port, '127.0.0.1');
    await runListen({
      ...{
        flows,
        store,
        scope: ['listen'],
        now: () => new Date(),
        everyMs: 60_000,
        signal: stop.signal,
        close: () => listener.close(),
      },
      saved: (snapshot) => snapshots.push(snapshot),
    });
  } finally {
    sender.close();
    await listener.close();
    store.close();
  }
  return snapshots;
}

/** One record of NetFlow 5 by an exporter that samples. */
function sampledNetflow5(rate: number): Buffer {
  const bytes = Buffer.alloc(24 + 48);
  bytes.writeUInt16BE(5, 0);
  bytes.writeUInt16BE(1, 2);
  bytes.writeUInt32BE(1_772_330_400, 8);
  bytes.writeUInt16BE(0x4000 | rate, 22);
  bytes.writeUInt32BE(0x0a_00_00_01, 24);
  bytes.writeUInt32BE(0x0a_00_00_02, 28);
  bytes.writeUInt16BE(40_000, 24 + 32);
  bytes.writeUInt16BE(443, 24 + 34);
  bytes.writeUInt8(0x18, 24 + 37);
  bytes.writeUInt8(6, 24 + 38);
  return bytes;
}

/** Runs the program as a person does: starts it, waits until it listens, and ends it with Ctrl-C. */
async function listenUntilInterrupted(argv: readonly string[], work: () => Promise<void>) {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main, 'listen', ...argv], {
    ...{ env: { PATH: process.env['PATH'] ?? '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const ended = once(child, 'close');
  let stdout = '';
  child.stdout.on('data', (data) => {
    stdout += String(data);
  });
  // What it says first is that it listens.
  await Promise.race([once(child.stderr, 'data'), ended]);
  await work();
  // Over loopback it is there at once, but the thread that receives may wait for a processor.
  await sleep(500);
  child.kill('SIGINT');
  const [code] = await ended;
  return { code: code as number, stdout };
}

const arrows = ({ dependencies, hosts }: Snapshot): string[] => {
  const name = (id: string): string => hosts.find((host) => host.id === id)?.name ?? id;
  return dependencies.map(
    ({ from, to, port, state, seenFrom }) => `${name(from.host)} ${name(to.host)}:${port} ${state} ${seenFrom}`,
  );
};

describe('map listen', () => {
  it('saves what exporters sent as dependencies', async () => {
    const [snapshot] = await hear('one.db');
    expect(snapshot && arrows(snapshot).sort()).toEqual([
      '10.0.0.5 10.0.0.53:53 active flow',
      '10.0.0.5 10.0.0.9:5432 active flow',
      '10.0.0.6 10.0.0.10:8080 attempted flow',
      'fd00::5 fd00::9:443 active flow',
    ]);
    expect(snapshot?.snapshot).not.toHaveProperty('interrupted');
  });

  it('explains an arrow by the octets that came', async () => {
    await hear('explained.db');
    const { stdout } = await runMap(['explain', '10.0.0.5', '10.0.0.9', '--json', '--db', path('explained.db')]);
    expect(stdout).toContain('NetFlow 9 domain ');
    expect(stdout).toContain('from 127.0.0.1: ');
  });

  it('adds up what is heard under one name', async () => {
    await hear('twice.db');
    const [second] = await hear('twice.db');
    expect(second?.snapshot.id).toBe('2');
    expect(second?.dependencies).toHaveLength(4);
  });

  it('listens to those it is told to, names the others, and says what is sampled', async () => {
    const port = 42_056;
    const [known, other] = [createSocket('udp4'), createSocket('udp4')];
    await new Promise<void>((resolve) => other.bind(0, '127.0.0.2', resolve));
    const argv = ['--bind', '127.0.0.1', '--port', String(port), '--from', '127.0.0.1/32', '--db', path('from.db')];
    const { code, stdout } = await listenUntilInterrupted(argv, async () => {
      for (const [socket, datagram] of [[known, sampledNetflow5(1000)] as const, [other, recorded] as const]) {
        await new Promise((resolve) => socket.send(datagram, port, '127.0.0.1', resolve));
      }
    });
    known.close();
    other.close();
    expect(code).toBe(130);
    expect(stdout).toMatch(/^1 record in 1 datagram from 1 exporter, 1 datagram of others left out \(127\.0\.0\.2\)$/m);
    expect(stdout).toMatch(/^1 record of up to 1 in 1000 packets sampled: short conversations may be missing$/m);
    expect(stdout).toMatch(/^Snapshot 1: 1 dependency$/m);
    const coverage = await runMap(['coverage', '--db', path('from.db')]);
    expect(coverage.stdout).toContain('flow records of up to 1 in 1000 packets sampled: short conversations may be missing');
    expect(coverage.stdout).toContain('datagrams of flows: 1 received, 1 of others left out');
    expect(coverage.stdout).not.toContain('interrupted');
    expect((await runMap(['snapshots', '--db', path('from.db')])).stdout).not.toContain('interrupted');
  });

  it('tells in the coverage what was lost and what nobody could read, which is no line of an output', async () => {
    const flows = openLiveFlows('lossy');
    const garbage = Buffer.from('no flow at all');
    const numbered = (sequence: number): Buffer => {
      const bytes = sampledNetflow5(1);
      bytes.writeUInt32BE(sequence, 16);
      return bytes;
    };
    const [start, stop] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T11:00:00Z')];
    flows.take(garbage, '10.0.0.1');
    // Of a time in which no flow came nothing is kept: what was lost is told with the next.
    expect(flows.endPeriod(start, stop, { dropped: 0, refused: 2 }).collection).toBeUndefined();
    for (const datagram of [numbered(0), numbered(8), garbage]) flows.take(datagram, '10.0.0.1');
    const store = createStore(path('lossy.db'));
    const ended = new AbortController();
    ended.abort();
    await runListen({
      ...{
        flows,
        store,
        scope: ['listen'],
        now: () => stop,
        everyMs: 60_000,
        signal: ended.signal,
        close: async () => undefined,
      },
      ...{ losses: () => ({ dropped: 1, refused: 3 }), saved: () => undefined },
    });
    store.close();
    const told = { received: 4, lost: 7, dropped: 1, unreadable: 2, withoutTemplate: 0, refused: 3 };
    const document: unknown = JSON.parse((await runMap(['coverage', '--json', '--db', path('lossy.db')])).stdout);
    expect(document).toMatchObject({ datagrams: told, skippedLines: 0, unreadable: [{ unit: 'datagram' }] });
    const { stdout } = await runMap(['coverage', '--verbose', '--db', path('lossy.db')]);
    expect(stdout).toContain(
      'datagrams of flows: 4 received, 7 lost on the way, no room for 1, 2 nobody could read, 3 of others left out',
    );
    expect(stdout).toContain('Datagrams nobody could read');
    expect(stdout).not.toMatch(/lines of raw output|Lines nobody could read/);
  });

  it('refuses exporters that are neither address nor network', async () => {
    const { code, stderr } = await runMap(['listen', '--from', '10.0.0.0/33', '--db', path('never.db')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--from 10.0.0.0/33: neither an IP address nor a network')]);
  });

  it('says what to do where the port is taken', async () => {
    const taken = await listenUdp({ address: '127.0.0.1', port: 0, receive: () => undefined });
    const { code, stderr } = await runMap([
      'listen',
      '--bind',
      '127.0.0.1',
      '--port',
      String(taken.port),
      '--db',
      path('never.db'),
    ]);
    await taken.close();
    expect([code, stderr]).toEqual([2, expect.stringContaining('another program listens there already')]);
  });

  it('leaves no socket open where there is no database to save in', async () => {
    const db = path('nowhere/deep/x.db');
    const { code } = await runMap(['listen', '--bind', '127.0.0.1', '--port', '42055', '--for', '1', '--db', db]);
    expect(code).not.toBe(0);
    const again = await listenUdp({ address: '127.0.0.1', port: 42_055, receive: () => undefined });
    await again.close();
  });
});
