import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Connection } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { type Outcome, succeed } from '../../src/model/failure.ts';
import { createJumpPool, explainChannel, type JumpPool, type OpenBastion } from '../../src/transports/jump.ts';
import type { SshLogin } from '../../src/transports/ssh-login.ts';
import { createTryLogin } from './support/login.ts';
import { startServer, type TestServer, type TestServerOptions } from './support/ssh-server.ts';
import { never, until } from './support/wait.ts';

const tryLogin = createTryLogin();
const servers: TestServer[] = [];
let pool: JumpPool | undefined;

afterEach(async () => {
  pool?.close();
  for (const server of servers) await until('every connection is closed', () => server.open() === 0);
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

/** A jump host that forwards, as sshd does. */
const forwarding = (client: Connection): void => {
  client.on('tcpip', (accept, reject, { destIP, destPort }) => {
    const socket = connectTcp({ host: destIP, port: destPort });
    socket.on('error', () => reject());
    socket.on('connect', () => {
      const channel = accept();
      channel.on('error', () => {});
      socket.pipe(channel).pipe(socket);
      channel.on('close', () => socket.destroy());
    });
  });
};

/** Logs in to `port` by number; over the jump host before where there is one. */
function openBy(opened: string[]): OpenBastion {
  return async (hop, through, signal) => {
    opened.push(hop);
    const port = Number(hop);
    if (through === undefined) return await tryLogin({ port, signal });
    return await through({ label: hop, host: '127.0.0.1', port }, signal, (transport) => tryLogin({ port, transport, signal }));
  };
}

function goThrough(hops: readonly TestServer[], target: TestServer, signal = never()): Promise<Outcome<SshLogin>> {
  const farEnd = { label: `far:${target.port}`, host: '127.0.0.1', port: target.port };
  const login = (transport: Duplex): Promise<Outcome<SshLogin>> => tryLogin({ port: target.port, transport, signal });
  return (pool as JumpPool).through(
    hops.map(({ port }) => String(port)),
    farEnd,
    signal,
    login,
  );
}

function closeIt(outcome: Outcome<SshLogin>): string {
  if (!outcome.ok) return outcome.failure.message;
  outcome.value.close();
  return 'logged in';
}

describe('createJumpPool', () => {
  it('logs in through one jump host, shared by all targets', async () => {
    const opened: string[] = [];
    pool = createJumpPool(openBy(opened), 5000);
    const [bastion, target] = [await serve({ onConnection: forwarding }), await serve()];
    const logins = await Promise.all(Array.from({ length: 20 }, () => goThrough([bastion], target)));
    expect(logins.map(closeIt)).toEqual(Array.from({ length: 20 }, () => 'logged in'));
    expect(opened).toEqual([String(bastion.port)]);
    expect([bastion.accepted(), target.accepted()]).toEqual([1, 20]);
  });

  it('keeps to eight handshakes at a time through one jump host', async () => {
    let now = 0;
    let most = 0;
    pool = createJumpPool(openBy([]), 5000);
    const [bastion, target] = [await serve({ onConnection: forwarding }), await serve()];
    const farEnd = { label: 'far', host: '127.0.0.1', port: target.port };
    const hop = String(bastion.port);
    const visits = Array.from({ length: 30 }, () =>
      (pool as JumpPool).through([hop], farEnd, never(), async (channel) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        channel.destroy();
        return succeed(undefined);
      }),
    );
    await Promise.all(visits);
    expect(most).toBeLessThanOrEqual(8);
    expect(most).toBeGreaterThan(1);
  });

  it('goes over two jump hosts, sharing the first', async () => {
    const opened: string[] = [];
    pool = createJumpPool(openBy(opened), 5000);
    const [outer, inner, target] = [
      await serve({ onConnection: forwarding }),
      await serve({ onConnection: forwarding }),
      await serve(),
    ];
    expect(closeIt(await goThrough([outer, inner], target))).toBe('logged in');
    expect(closeIt(await goThrough([outer], target))).toBe('logged in');
    expect(opened.sort()).toEqual([String(outer.port), String(inner.port)].sort());
    expect(outer.accepted()).toBe(1);
  });

  it('asks a jump host that refuses once, however many targets are behind it', async () => {
    const opened: string[] = [];
    pool = createJumpPool(openBy(opened), 5000);
    const [bastion, target] = [await serve({ judge: () => ['password'] }), await serve()];
    const logins = await Promise.all(Array.from({ length: 5 }, () => goThrough([bastion], target)));
    for (const login of logins) {
      expect(login).toMatchObject({ ok: false, failure: { status: 'jump-failed' } });
      expect(closeIt(login)).toMatch(new RegExp(`^far:${target.port}: jump host web1:${bastion.port}: refused password`));
    }
    expect(closeIt(await goThrough([bastion], target))).toMatch(/refused password/);
    expect(opened).toHaveLength(1);
    expect(bastion.attempts.filter((attempt) => attempt.includes(':password:'))).toHaveLength(1);
  });

  it('calls a jump host again that went away', async () => {
    const opened: string[] = [];
    pool = createJumpPool(openBy(opened), 5000);
    const sockets: { destroy(): void }[] = [];
    const [bastion, target] = [
      await serve({
        onConnection: (client, socket) => {
          sockets.push(socket);
          forwarding(client);
        },
      }),
      await serve(),
    ];
    expect(closeIt(await goThrough([bastion], target))).toBe('logged in');
    for (const socket of sockets) socket.destroy();
    await until('the jump host is gone', () => bastion.open() === 0);
    const again = async (): Promise<string> => closeIt(await goThrough([bastion], target));
    // The news may come while the next one is already on its way.
    const first = await again();
    expect(first === 'logged in' || (await again()) === 'logged in').toBe(true);
    expect(opened).toHaveLength(2);
  });

  it('tells a jump host that does not forward', async () => {
    pool = createJumpPool(openBy([]), 5000);
    const [bastion, target] = [await serve(), await serve()];
    const login = await goThrough([bastion], target);
    expect(login).toMatchObject({ ok: false, failure: { status: 'jump-failed' } });
    expect(closeIt(login)).toContain(`the jump host ${bastion.port} does not forward connections`);
  });

  it('gives up on a far end that does not answer', async () => {
    pool = createJumpPool(openBy([]), 200);
    const [bastion, target] = [await serve({ onConnection: (client) => client.on('tcpip', () => {}) }), await serve()];
    expect(await goThrough([bastion], target)).toMatchObject({ ok: false, failure: { status: 'unanswered' } });
  });

  it('ends at the signal, on the way to the jump host and behind it', async () => {
    let reached = 0;
    pool = createJumpPool(openBy([]), 60_000);
    const far = await serve({
      onConnection: (client) =>
        client.on('tcpip', () => {
          reached += 1;
        }),
    });
    const near = await serve({ judge: () => 'ask' });
    const target = await serve();
    for (const [bastion, ready] of [
      [far, () => reached === 1],
      [near, () => near.attempts.length === 1],
    ] as const) {
      const stop = new AbortController();
      const login = goThrough([bastion], target, stop.signal);
      await until('it waits', ready);
      stop.abort();
      expect(await login).toMatchObject({ ok: false, failure: { status: 'interrupted' } });
    }
    expect(await goThrough([far], target, AbortSignal.abort())).toMatchObject({ ok: false, failure: { status: 'interrupted' } });
  });
});

describe('explainChannel', () => {
  const say = (message: string, reason?: number) =>
    explainChannel(Object.assign(new Error(message), reason === undefined ? {} : { reason }), 'b1', {
      label: 'web1:22',
      host: 'web1',
      port: 22,
    });

  it.each([
    ['Connection refused', 2, 'refused', 'web1:22: connection refused (from the jump host b1)'],
    ['Connection timed out', 2, 'unanswered', 'web1:22: no answer (from the jump host b1)'],
    ['No route to host', 2, 'unreachable', 'web1:22: unreachable (from the jump host b1)'],
    ['Network is unreachable', 2, 'unreachable', 'web1:22: unreachable (from the jump host b1)'],
    ['Name or service not known', 2, 'unresolved', 'web1:22: the name has no address there (from the jump host b1)'],
    ['Temporary failure in name resolution', 2, 'unresolved', 'web1:22: the name has no address there (from the jump host b1)'],
    ['something\u001belse', 2, 'unreachable', 'web1:22: something?else (from the jump host b1)'],
    ['open failed', 1, 'jump-failed', 'web1:22: the jump host b1 does not forward connections (open failed)'],
    ['unknown', 3, 'jump-failed', 'web1:22: the jump host b1 does not forward connections (unknown)'],
    ['No response from server', undefined, 'jump-failed', 'web1:22: the jump host b1 went away (No response from server)'],
  ] as const)('%s (%s)', (text, reason, status, message) => {
    expect(say(`(SSH) Channel open failure: ${text}`, reason)).toEqual({ status, message });
  });
});
