import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningSnmpAgent, startSnmpAgent } from '../../src/demo/snmp-agent.ts';
import { createSnmpConnector } from '../../src/transports/snmp/connector.ts';
import { startRawAgent } from './snmp-agents/raw-agent.ts';
import { community, connectorTo, leftovers, limits, never, openAt, openNow, sessionAt, textOf } from './support/snmp.ts';

const text =
  '1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9\n1.3.6.1.2.1.1.5.0|4|sw1\n1.3.6.1.2.1.2.2.1.2.1|4|eth0\n1.3.6.1.2.1.2.2.1.2.2|4|eth1\n';
const running: RunningSnmpAgent[] = [];
const agent = async (word: string, address = '127.0.0.1', port = 0): Promise<number> => {
  const started = await startSnmpAgent({
    address,
    port,
    community: word,
    text,
    contexts: { 20: '1.3.6.1.2.1.17.1.1.0|4x|00ff\n' },
  });
  running.push(started);
  return started.port;
};

/** A port that takes everything and never says anything. */
async function silentPort(address = '0.0.0.0'): Promise<{ socket: Socket; port: number; heard: () => number }> {
  const socket = createSocket('udp4');
  let heard = 0;
  socket.on('message', () => heard++);
  await new Promise<void>((resolve) => {
    socket.bind(0, address, resolve);
  });
  return { socket, port: socket.address().port, heard: () => heard };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.close()));
});

describe('routes', () => {
  it('leads nowhere where no credential is for the target', async () => {
    const connector = connectorTo(161, []);
    expect(await connector.route({ host: '10.0.0.1', origin: 'listed' })).toBeUndefined();
  });

  it('resolves names, writes addresses in the one way, and leaves the port of the login alone', async () => {
    const connector = createSnmpConnector({
      credentialsFor: () => [community('x')],
      resolve: (name) =>
        name === 'sw1' ? Promise.resolve(['2001:DB8:0::1']) : Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    });
    const target = { host: 'sw1', port: 2222, origin: 'listed' } as const;
    expect(await connector.route(target)).toEqual({ ok: true, value: { target, address: '2001:db8::1', port: 161 } });
    expect(await connector.route({ host: 'sw2', origin: 'listed' })).toMatchObject({
      ok: false,
      failure: { status: 'unresolved' },
    });
  });
});

describe('credentials', () => {
  it('are tried in order, each once with its retry, and the one that worked in the subnet first', async () => {
    const port = await agent('right', '127.0.2.1');
    await agent('right', '127.0.2.2', port);
    const listener = await startRawAgent(() => undefined, '127.0.2.3', port);
    const connector = connectorTo(port, [community('wrong'), community('right')]);
    expect((await sessionAt(connector, '127.0.2.1')).facts.snmpCredential).toBe('c-right');
    const began = performance.now();
    expect((await sessionAt(connector, '127.0.2.2')).facts.snmpCredential).toBe('c-right');
    expect(performance.now() - began).toBeLessThan(140);
    expect(await openAt(connector, '127.0.2.3')).toMatchObject({ silent: true });
    expect(listener.asked.map(({ community: word }) => word.toString())).toEqual(['right', 'right', 'wrong', 'wrong']);
    await connector.close();
    await listener.close();
  });

  it('never stand in a message', async () => {
    const port = await agent('right');
    const connector = connectorTo(
      port,
      [community('hush')].map((credential) => ({ ...credential, name: 'lab' })),
    );
    const opened = await openAt(connector);
    expect(opened).toMatchObject({ silent: true, failure: { status: 'snmp-unanswered' } });
    const message = 'failure' in opened ? opened.failure.message : '';
    for (const word of ['community', 'closed port', 'lab', 'twice']) expect(message).toContain(word);
    expect(message).not.toContain('hush');
    await connector.close();
  });
});

describe('nobody there', () => {
  it('tells a closed port at once', async () => {
    const { socket, port } = await silentPort();
    socket.close();
    const connector = connectorTo(port, [community('a'), community('b')], { timeoutMs: 3000 });
    const began = performance.now();
    expect(await openAt(connector)).toMatchObject({ silent: false, failure: { status: 'snmp-refused' } });
    expect(performance.now() - began).toBeLessThan(1000);
    await connector.close();
  });

  it('asks silent addresses no more often than it should, over few sockets', async () => {
    const { socket, port, heard } = await silentPort();
    const connector = connectorTo(port, [community('a'), community('b')], { sockets: 8, timeoutMs: 100 });
    const addresses = Array.from({ length: 100 }, (_, at) => `127.1.0.${at + 1}`);
    const opening = Promise.all(addresses.map((address) => openAt(connector, address)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(openNow().sockets).toBeLessThanOrEqual(9);
    expect((await opening).every((opened) => 'silent' in opened && opened.silent)).toBe(true);
    expect(heard()).toBe(400);
    await connector.close();
    socket.close();
  });

  it('starts no more exchanges a second than it may', async () => {
    const { socket, port, heard } = await silentPort();
    const connector = connectorTo(port, [community('a')], { rate: 50, retries: 0, timeoutMs: 50 });
    const began = performance.now();
    await Promise.all(Array.from({ length: 20 }, (_, at) => openAt(connector, `127.1.0.${at + 1}`)));
    expect(performance.now() - began).toBeGreaterThan(370);
    expect(heard()).toBe(20);
    await connector.close();
    socket.close();
  });
});

describe('sessions', () => {
  it('walk the tables in order, an older one only where the newer told nothing', async () => {
    const connector = connectorTo(await agent('public'));
    const session = await sessionAt(connector);
    const names = '1.3.6.1.2.1.2.2.1.2';
    const tables = [
      { title: 'none', subtrees: ['1.3.6.1.2.1.31.1'] },
      { title: 'instead', subtrees: [names], unless: '1.3.6.1.2.1.31.1' },
      { title: 'not any more', subtrees: ['1.3.6.1.2.1.1'], unless: names },
      { title: 'one object', subtrees: ['1.3.6.1.2.1.1.5.0'] },
    ];
    const result = await session.walk(tables, limits());
    expect(textOf(result)).toBe(`${names}.1|4|eth0\n${names}.2|4|eth1\n1.3.6.1.2.1.1.5.0|4|sw1\n`);
    expect(result).toMatchObject({ status: 'ok', objects: 3 });
    const context = await session.walk([{ title: 'bridge', subtrees: ['1.3.6.1.2.1.17'] }], limits({ context: { vlan: 20 } }));
    expect(textOf(context)).toBe('1.3.6.1.2.1.17.1.1.0|4x|00ff\n');
    session.close();
    expect((await session.walk(tables, limits())).status).toBe('incomplete');
    await connector.close();
  });

  it('end at once when stopped, and leave neither sockets nor timers', async () => {
    const before = await leftovers();
    const quiet = await startRawAgent((asked) => {
      if (asked.number === 0) asked.send(asked.answer(asked.pdu.varbinds));
    });
    const connector = connectorTo(quiet.port, [community('public')], { timeoutMs: 30_000 });
    const session = await sessionAt(connector);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const began = performance.now();
    const [walked, opened] = await Promise.all([
      session.walk([{ title: 'any', subtrees: ['1.3.6.1.2.1.1'] }], limits({ signal: stop.signal })),
      openAt(connector, '127.0.0.1', stop.signal),
    ]);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(walked).toMatchObject({ status: 'incomplete', objects: 0 });
    expect(opened).toMatchObject({ failure: { status: 'interrupted' } });
    session.close();
    await connector.close();
    await quiet.close();
    const after = await leftovers();
    expect(after.sockets).toBe(before.sockets);
    // One at most is the test runner's own.
    expect(after.timers).toBeLessThanOrEqual(Math.max(1, before.timers));
  });

  it('closes over questions under way', async () => {
    const quiet = await startRawAgent((asked) => {
      if (asked.number === 0) asked.send(asked.answer(asked.pdu.varbinds));
    });
    const connector = connectorTo(quiet.port, [community('public')], { timeoutMs: 30_000 });
    const session = await sessionAt(connector);
    const walking = session.walk([{ title: 'any', subtrees: ['1.3.6.1.2.1.1'] }], limits({ signal: never }));
    session.close();
    expect((await walking).status).toBe('incomplete');
    await connector.close();
    await quiet.close();
  });
});
