import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectFailure, type ProbeRequest, probeTcp } from '../../src/transports/tcp-probe.ts';
import { busyResources, never } from './support/wait.ts';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('hello');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
});
afterAll(() => void server.close());

const request = (more: Partial<ProbeRequest> = {}): ProbeRequest => ({
  host: '127.0.0.1',
  port,
  label: 'web1:22',
  timeoutMs: 5000,
  signal: never(),
  ...more,
});

async function failureOf(more: Partial<ProbeRequest>) {
  const result = await probeTcp(request(more));
  if (result.kind === 'open') result.socket.destroy();
  return result.kind === 'closed' ? result.failure : undefined;
}

describe('an open port', () => {
  it('gives the socket, unread, and the address', async () => {
    const result = await probeTcp(request());
    if (result.kind !== 'open') throw new Error(result.failure.message);
    expect(result.address).toBe('127.0.0.1');
    const [greeting] = await once(result.socket, 'data');
    expect(String(greeting)).toBe('hello');
    result.socket.destroy();
  });

  it('survives an error of the socket while nobody uses it', async () => {
    const result = await probeTcp(request());
    if (result.kind !== 'open') throw new Error(result.failure.message);
    const closed = new Promise((resolve) => result.socket.once('close', resolve));
    result.socket.destroy(new Error('reset by peer'));
    await closed;
    expect(result.socket.destroyed).toBe(true);
  });

  it('tries the next address of a name', async () => {
    // localhost is ::1 as well on most systems, where nothing listens.
    const result = await probeTcp(request({ host: 'localhost' }));
    expect(result.kind === 'open' && result.address).toBe('127.0.0.1');
    if (result.kind === 'open') result.socket.destroy();
  });
});

describe('a port that is not open', () => {
  it('tells a refusal', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const free = (other.address() as { port: number }).port;
    other.close();
    await once(other, 'close');
    expect(await failureOf({ port: free })).toEqual({ status: 'refused', message: 'web1:22: connection refused' });
  });

  it('tells a name that has no address', async () => {
    // Longer than a label may be: the resolver refuses it without asking anybody.
    expect(await failureOf({ host: `${'a'.repeat(70)}.invalid` })).toEqual({
      status: 'unresolved',
      message: 'web1:22: the name has no address',
    });
  });

  it('tells an address that cannot be reached from here', async () => {
    const failure = await failureOf({ host: 'fe80::1' });
    expect(failure?.status).toBe('unreachable');
    expect(failure?.message).toMatch(/^web1:22: /);
  });

  it('stops at the signal, before and during', async () => {
    const stopped = AbortSignal.abort();
    expect(await failureOf({ signal: stopped })).toMatchObject({ status: 'interrupted' });
    const stop = new AbortController();
    const pending = failureOf({ host: 'localhost', signal: stop.signal });
    stop.abort();
    expect(await pending).toMatchObject({ status: 'interrupted' });
  });
});

describe.skipIf(process.platform !== 'linux')('a host that does not answer', () => {
  // A listener that is stopped and whose queue is full: Linux then drops what comes, as a firewall would.
  const listen = `const s = require('node:net').createServer(); s.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))`;
  let child: ChildProcess;
  const fillers: Socket[] = [];
  let deaf = 0;
  beforeAll(async () => {
    const started = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    const [line] = await once(started.stdout, 'data');
    deaf = Number(String(line));
    child.kill('SIGSTOP');
    for (let index = 0; index < 4; index += 1) fillers.push(connect({ port: deaf, host: '127.0.0.1' }).on('error', () => {}));
    await Promise.all(fillers.slice(0, 2).map((socket) => once(socket, 'connect')));
  });
  afterAll(() => {
    for (const socket of fillers) socket.destroy();
    child.kill('SIGKILL');
  });

  it('is unanswered after the time-out, and nothing is left', async () => {
    const before = busyResources().length;
    expect(await failureOf({ port: deaf, timeoutMs: 100 })).toEqual({
      status: 'unanswered',
      message: 'web1:22: no answer in 0.1 s',
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(busyResources().length).toBeLessThanOrEqual(before);
  });

  it('is interrupted by the signal at once', async () => {
    const stop = new AbortController();
    const pending = failureOf({ port: deaf, timeoutMs: 60_000, signal: stop.signal });
    setImmediate(() => stop.abort());
    expect(await pending).toEqual({ status: 'interrupted', message: 'web1:22: stopped before it answered' });
  });
});

describe('connectFailure', () => {
  const say = (code: string) => connectFailure(code, { label: 'web1:22', timeoutMs: 2500 });

  it.each([
    ['ECONNREFUSED', 'refused', 'connection refused'],
    ['ECONNRESET', 'refused', 'connection reset'],
    ['EHOSTUNREACH', 'unreachable', 'no route to host'],
    ['ENETUNREACH', 'unreachable', 'network is unreachable'],
    ['EPERM', 'unreachable', 'a firewall on this machine forbids it'],
    ['ETIMEDOUT', 'unanswered', 'connect failed (ETIMEDOUT)'],
    ['TIMEOUT', 'unanswered', 'no answer in 2.5 s'],
    ['ABORT', 'interrupted', 'stopped before it answered'],
    ['EMFILE', 'internal', 'this process has too many open files; raise ulimit -n or lower --concurrency'],
    ['EWEIRD', 'internal', 'connect failed (EWEIRD)'],
  ])('%s is %s', (code, status, text) => {
    expect(say(code)).toEqual({ status, message: `web1:22: ${text}` });
  });
});
