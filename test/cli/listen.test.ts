import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
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
    expect(snapshot?.snapshot.interrupted).toBe(true);
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
