import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import type { Outcome } from '../../src/model/failure.ts';
import type { Target } from '../../src/model/target.ts';
import { createConnector } from '../../src/transports/connector.ts';
import type { ConnectorOptions } from '../../src/transports/connector-options.ts';
import type { ShellConnector, ShellOutput, ShellSession } from '../../src/transports/types.ts';
import { newKey, printAndExit, startServer, type TestServer, type TestServerOptions } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';
import { busyResources, never, until } from './support/wait.ts';

const directory = tempDirectory();
const servers: TestServer[] = [];
const connectors: ShellConnector[] = [];
const warnings: string[] = [];
let stores = 0;

afterEach(async () => {
  await Promise.all(connectors.splice(0).map((connector) => connector.close()));
  for (const server of servers) await until('every connection is closed', () => server.open() === 0);
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function serve(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startServer({ answer: (channel) => printAndExit(channel, 'answer'), ...options });
  servers.push(server);
  return server;
}

function create(options: Partial<ConnectorOptions> = {}): ShellConnector {
  stores += 1;
  const connector = createConnector({
    user: 'ann',
    password: new Secret('right'),
    hostKeys: 'accept-new',
    ownKnownHosts: join(directory, `own${stores}`, 'known_hosts'),
    timeoutMs: 5000,
    useSshConfig: false,
    env: process.env,
    warn: (message) => warnings.push(message),
    ...options,
  });
  connectors.push(connector);
  return connector;
}

async function open(connector: ShellConnector, target: Target, signal = never()): Promise<Outcome<ShellSession>> {
  const route = await connector.route(target);
  if (!route.ok) return route;
  if (route.value.via !== 'direct') return await connector.open(route.value, undefined, signal);
  const probe = await connector.probe(route.value, signal);
  if (probe.kind === 'closed') return { ok: false, failure: probe.failure };
  return await connector.open(route.value, probe.socket, signal);
}

async function visit(
  connector: ShellConnector,
  target: Target,
): Promise<{ session: ShellSession; output: ShellOutput; text: string }> {
  const session = await open(connector, target);
  if (!session.ok) throw new Error(session.failure.message);
  const output = await session.value.run('echo answer', { signal: never(), deadlineMs: 10_000, maxBytes: 10_000 });
  session.value.close();
  return { session: session.value, output, text: Buffer.from(output.stdout).toString() };
}

async function failure(connector: ShellConnector, target: Target) {
  const session = await open(connector, target);
  if (session.ok) throw new Error('logged in');
  return session.failure;
}

const listed = (host: string, port?: number): Target => ({ host, origin: 'listed', ...(port === undefined ? {} : { port }) });

describe('routes', () => {
  it('takes localhost for this machine, and nothing else', async () => {
    const connector = create();
    expect(await connector.route(listed('localhost'))).toMatchObject({ ok: true, value: { via: 'local', jump: [] } });
    expect(await connector.route(listed('localhost', 2222))).toMatchObject({ ok: true, value: { via: 'direct', port: 2222 } });
    expect(await connector.route(listed('127.0.0.1'))).toMatchObject({
      ok: true,
      value: { via: 'direct', host: '127.0.0.1', port: 22, user: 'ann' },
    });
  });

  it('prefers the port of the target to the port of the flag', async () => {
    const connector = create({ port: 2200, user: 'bob' });
    expect(await connector.route(listed('web1'))).toMatchObject({ ok: true, value: { port: 2200, user: 'bob' } });
    expect(await connector.route(listed('web1', 22))).toMatchObject({ ok: true, value: { port: 22 } });
  });

  it('goes over the jump hosts given', async () => {
    expect(await create({ jump: ['b1', 'bob@b2:2222'] }).route(listed('web1'))).toMatchObject({
      ok: true,
      value: { via: 'jump', jump: ['b1', 'bob@b2:2222'] },
    });
    expect(await create({ jump: [] }).route(listed('web1'))).toMatchObject({ ok: true, value: { via: 'direct' } });
    expect(await create({ jump: ['-oX'] }).route(listed('web1'))).toMatchObject({
      ok: false,
      failure: { status: 'jump-failed' },
    });
  });

  it('refuses a name that could be an option', async () => {
    expect(await create().route(listed('-oProxyCommand=x'))).toMatchObject({ ok: false, failure: { status: 'unresolved' } });
  });

  it('knows its own routes only', async () => {
    const route = await create().route(listed('127.0.0.1'));
    if (!route.ok) throw new Error(route.failure.message);
    expect(await create().open(route.value, undefined, never())).toMatchObject({ ok: false, failure: { status: 'internal' } });
    expect(await create().probe(route.value, never())).toMatchObject({ kind: 'closed', failure: { status: 'internal' } });
  });
});

describe('this machine', () => {
  it.skipIf(process.platform === 'win32')('is asked without SSH', async () => {
    const { text, output, session } = await visit(create(), listed('localhost'));
    expect([text, output.end]).toEqual(['answer\n', 'exit']);
    expect(session.facts).not.toHaveProperty('hostKey');
  });
});

describe('a login', () => {
  it('is made on the socket of the probe: a host is dialled once', async () => {
    const server = await serve();
    const { text, session } = await visit(create(), listed('127.0.0.1', server.port));
    expect(text).toBe('answer');
    expect(server.accepted()).toBe(1);
    expect(session.facts).toMatchObject({
      user: 'ann',
      credential: 'password',
      serverIdent: expect.stringMatching(/^SSH-2\.0-/),
    });
    expect(session.facts).not.toHaveProperty('jump');
  });

  it('dials again when that socket has died in the meantime', async () => {
    const server = await serve();
    const connector = create();
    const route = await connector.route(listed('127.0.0.1', server.port));
    if (!route.ok) throw new Error(route.failure.message);
    const probe = await connector.probe(route.value, never());
    if (probe.kind === 'closed') throw new Error(probe.failure.message);
    probe.socket.destroy();
    const session = await connector.open(route.value, probe.socket, never());
    expect(session.ok).toBe(true);
    if (session.ok) session.value.close();
  });

  it('dials again when that socket has waited so long that the server would soon hang up', async () => {
    const server = await serve();
    const connector = create();
    const route = await connector.route(listed('127.0.0.1', server.port));
    if (!route.ok) throw new Error(route.failure.message);
    const probe = await connector.probe(route.value, never());
    if (probe.kind === 'closed') throw new Error(probe.failure.message);
    const later = performance.now() + 31_000;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    const session = await connector.open(route.value, probe.socket, never());
    clock.mockRestore();
    expect(session.ok).toBe(true);
    expect(server.accepted()).toBe(2);
    expect(probe.socket.destroyed).toBe(true);
    if (session.ok) session.value.close();
  });

  it('that cannot be tried gives the socket back', async () => {
    const server = await serve();
    const connector = createConnector({
      hostKeys: 'strict',
      ownKnownHosts: join(directory, 'never'),
      timeoutMs: 1000,
      useSshConfig: false,
      env: {},
      warn: () => {},
    });
    connectors.push(connector);
    expect(await failure(connector, listed('127.0.0.1', server.port))).toEqual({
      status: 'no-credential',
      message: `127.0.0.1:${server.port}: there is no key, agent or password to log in with`,
    });
    await until('the socket is closed', () => server.open() === 0);
    expect(server.attempts).toEqual([]);
  });

  it('records a new key, which is then known to a strict scan', async () => {
    const server = await serve();
    const ownKnownHosts = join(directory, 'recorded', 'known_hosts');
    expect(await failure(create({ ownKnownHosts, hostKeys: 'strict' }), listed('127.0.0.1', server.port))).toMatchObject({
      status: 'host-key-unknown',
    });
    const first = create({ ownKnownHosts });
    await visit(first, listed('127.0.0.1', server.port));
    await first.close();
    expect(readFileSync(ownKnownHosts, 'utf8')).toBe(`[127.0.0.1]:${server.port} ${server.hostKey.public.trim()}\n`);
    expect((await visit(create({ ownKnownHosts, hostKeys: 'strict' }), listed('127.0.0.1', server.port))).text).toBe('answer');
  });

  it('checks the files given', async () => {
    const server = await serve();
    const good = writeTemp(directory, 'good', `[127.0.0.1]:${server.port} ${server.hostKey.public}\n`);
    const bad = writeTemp(directory, 'bad', `[127.0.0.1]:${server.port} ${newKey().public}\n`);
    expect((await visit(create({ knownHosts: [good], hostKeys: 'strict' }), listed('127.0.0.1', server.port))).text).toBe(
      'answer',
    );
    expect(await failure(create({ knownHosts: [bad] }), listed('127.0.0.1', server.port))).toMatchObject({
      status: 'host-key-changed',
    });
  });

  it('tries the named credentials of the target', async () => {
    const server = await serve({
      judge: (attempt) =>
        attempt.username === 'scan' && attempt.method === 'password' && attempt.password === 'two' ? 'accept' : ['password'],
    });
    const asked: unknown[] = [];
    const connector = create({
      credentialsFor: (target) => {
        asked.push(target);
        return [
          { name: 'first', user: 'root', identities: [], password: new Secret('one') },
          { name: 'second', user: 'scan', identities: [], password: new Secret('two') },
        ];
      },
    });
    const { session } = await visit(connector, listed('127.0.0.1', server.port));
    expect(session.facts).toMatchObject({ user: 'scan', credential: 'second' });
    expect(asked).toEqual([{ host: '127.0.0.1', port: server.port }]);
    expect(server.attempts.filter((attempt) => attempt.includes(':password:'))).toEqual([
      'root:password:one',
      'scan:password:two',
    ]);
  });

  it('does not send a password to a fourth host when three have refused it', async () => {
    const refusing = await Promise.all(Array.from({ length: 5 }, () => serve({ judge: () => ['password'] })));
    const connector = create({ password: new Secret('wrong') });
    const failures = await Promise.all(refusing.map(({ port }) => failure(connector, listed('127.0.0.1', port))));
    expect(new Set(failures.map(({ status }) => status))).toEqual(new Set(['login-refused', 'credential-unusable']));
    const sent = refusing.flatMap(({ attempts }) => attempts).filter((attempt) => attempt.includes(':password:'));
    expect(sent).toHaveLength(3);
    expect(failures.filter(({ message }) => message.includes('held back')).length).toBe(2);
    expect(JSON.stringify(failures)).not.toContain('wrong');
  });

  it('does not send a refused password to the same host again', async () => {
    const server = await serve({ judge: () => ['password'] });
    const connector = create();
    for (let round = 0; round < 3; round += 1) await failure(connector, listed('127.0.0.1', server.port));
    expect(server.attempts.filter((attempt) => attempt.includes(':password:'))).toHaveLength(1);
  });
});

describe('hosts that cannot be reached', () => {
  it('end with the failure of the probe', async () => {
    const server = await startServer();
    await server.close();
    expect(await failure(create(), listed('127.0.0.1', server.port))).toEqual({
      status: 'refused',
      message: `127.0.0.1:${server.port}: connection refused`,
    });
    expect(await failure(create({ jump: [`127.0.0.1:${server.port}`] }), listed('web1'))).toEqual({
      status: 'jump-failed',
      message: `web1:22: jump host 127.0.0.1:${server.port}: connection refused`,
    });
  });

  it('are not tried after the signal', async () => {
    const server = await serve();
    const connector = create({ rate: 100 });
    const route = await connector.route(listed('127.0.0.1', server.port));
    if (!route.ok) throw new Error(route.failure.message);
    expect(await connector.probe(route.value, AbortSignal.abort())).toMatchObject({
      kind: 'closed',
      failure: { status: 'interrupted' },
    });
    expect(await connector.open(route.value, undefined, AbortSignal.abort())).toMatchObject({
      ok: false,
      failure: { status: 'interrupted' },
    });
    expect(server.accepted()).toBe(0);
  });
});

describe('many hosts at once', () => {
  it('share one signal without a warning of Node, and leave nothing', async () => {
    const server = await serve();
    const emitted: string[] = [];
    const listener = (warning: Error): void => void emitted.push(warning.name);
    process.on('warning', listener);
    const connector = create();
    const { signal } = new AbortController();
    const sessions = await Promise.all(
      Array.from({ length: 40 }, () => open(connector, listed('127.0.0.1', server.port), signal)),
    );
    expect(sessions.every(({ ok }) => ok)).toBe(true);
    for (const session of sessions) if (session.ok) session.value.close();
    await connector.close();
    await until('no socket is left', () => !busyResources().includes('TCPSocketWrap'));
    process.off('warning', listener);
    expect(emitted).toEqual([]);
    expect(warnings).toEqual([]);
  });
});
