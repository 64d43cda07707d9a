import type { Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { insidePowershellCommand, powershellCommand } from '../../src/transports/powershell-command.ts';
import { shellCommand } from '../../src/transports/shell-proof.ts';
import { openSshSession } from '../../src/transports/ssh-session.ts';
import type { RunLimits, ShellOutput, ShellSession } from '../../src/transports/types.ts';
import { createTryLogin } from './support/login.ts';
import { printAndExit, startServer, type TestServer, type TestServerOptions } from './support/ssh-server.ts';
import { busyResources, never, until } from './support/wait.ts';

const tryLogin = createTryLogin();
let server: TestServer | undefined;
afterEach(async () => {
  const running = server;
  if (running !== undefined) await until('every connection is closed', () => running.open() === 0);
  await running?.close();
});

async function open(options: TestServerOptions): Promise<ShellSession> {
  server = await startServer(options);
  const login = await tryLogin({ port: server.port });
  if (!login.ok) throw new Error(login.failure.message);
  return openSshSession(login.value, []);
}

async function run(
  options: TestServerOptions,
  limits: Partial<RunLimits> = {},
  script = 'echo hi',
): Promise<ShellOutput & { readonly text: string }> {
  const session = await open(options);
  const output = await session.run(script, { signal: never(), deadlineMs: 10_000, maxBytes: 1_000_000, ...limits });
  session.close();
  session.close();
  return { ...output, text: Buffer.from(output.stdout).toString() };
}

describe('a script', () => {
  it('is given to sh -s to the byte, and both streams come back', async () => {
    const script = `echo 'it''s' "$HOME" \`id\` \\\n# ünïcode ${'x'.repeat(100_000)}\n`;
    const output = await run({ answer: (channel) => printAndExit(channel, 'out\0\n', 'err\n', 3) }, {}, script);
    expect(server?.commands).toEqual([shellCommand]);
    expect(server?.scripts).toEqual([script]);
    expect(output).toMatchObject({ end: 'exit', text: 'out\0\n', stderr: Buffer.from('err\n') });
  });

  it('keeps a line of its output that looks like what the shell showed itself with', async () => {
    const row = 'root 812 Ss+ sh -s\n';
    const output = await run({ answer: (channel) => printAndExit(channel, row) });
    expect([output.text, Buffer.from(output.stderr).toString()]).toEqual([row, '']);
  });

  it('may answer megabytes', async () => {
    const block = 'x'.repeat(100_000);
    const output = await run({ answer: (channel) => printAndExit(channel, block.repeat(60), block) }, { maxBytes: 10_000_000 });
    expect(output.end).toBe('exit');
    expect([output.stdout.length, output.stderr.length]).toEqual([6_000_000, 100_000]);
  });

  it('ends with an exit also where the server tells no exit code', async () => {
    const output = await run({ answer: (channel) => void channel.end('done\n') });
    expect(output).toMatchObject({ end: 'exit', text: 'done\n' });
  });

  it('may be followed by another one for another shell, over the same login', async () => {
    const session = await open({ answer: (channel) => printAndExit(channel, '', "'sh' is not recognized\r\n", 1) });
    const limits = { signal: never(), deadlineMs: 10_000, maxBytes: 1_000_000 };
    await session.run('echo hi', limits);
    await session.run('# map: one', limits, 'powershell');
    const last = await session.run('# map: two', limits, 'inside-powershell');
    session.close();
    expect(last.end).toBe('exit');
    expect(server?.commands).toEqual([shellCommand, powershellCommand, insidePowershellCommand]);
    expect(server?.scripts).toEqual(['echo hi', '# map: one', '# map: two']);
    expect(server?.accepted()).toBe(1);
  });

  it('is not run by a server that refuses commands', async () => {
    const output = await run({ refuseExec: true });
    expect(output.end).toBe('exit');
    expect(Buffer.from(output.stderr).toString()).toMatch(/Unable to exec/);
    expect(output.text).toBe('');
  });

  it('is not run where no session may be opened', async () => {
    const output = await run({ session: 'reject' });
    expect(output.end).toBe('exit');
    expect(output.text).toBe('');
  });
});

describe('limits', () => {
  const drip = (channel: ServerChannel): void => {
    const timer = setInterval(() => channel.write('.'), 10);
    channel.on('close', () => clearInterval(timer));
  };
  const flood = (channel: ServerChannel): void => {
    const block = Buffer.alloc(64 * 1024, 'flood\n');
    const more = (): void => {
      while (!channel.destroyed && channel.writable && channel.write(block));
      channel.once('drain', more);
    };
    more();
  };

  it('a flood ends at the cap, to the byte, and the connection with it', async () => {
    const output = await run({ answer: flood }, { maxBytes: 300_001 });
    expect(output).toMatchObject({ end: 'output-limit' });
    // The line the shell showed itself with counts as well.
    expect(output.stdout.length).toBe(300_001 - '+ exec sh -s\n'.length);
  });

  it('a drip ends at the deadline with what came', async () => {
    const output = await run({ answer: drip }, { deadlineMs: 1000 });
    expect(output.end).toBe('deadline');
    expect(output.text).toMatch(/^\.+$/);
  });

  it('a host that says nothing ends at the deadline', async () => {
    expect(await run({ answer: () => {} }, { deadlineMs: 100 })).toMatchObject({ end: 'deadline', text: '' });
  });

  it('a host that does not even open the channel ends at the deadline', async () => {
    expect(await run({ session: 'ignore' }, { deadlineMs: 200 })).toMatchObject({ end: 'deadline', text: '' });
  });

  it('the signal ends it at once; a time-out as its reason is a deadline', async () => {
    for (const [reason, end] of [
      [new Error('Ctrl-C'), 'aborted'],
      [new DOMException('', 'TimeoutError'), 'deadline'],
    ] as const) {
      const stop = new AbortController();
      const output = await run(
        { answer: (channel) => void channel.write('some', () => stop.abort(reason)) },
        { signal: stop.signal },
      );
      expect(output.end).toBe(end);
      await server?.close();
    }
  });
});

describe('a connection that breaks', () => {
  const half = (ending: (socket: Socket) => void) => (channel: ServerChannel, _script: string, socket: Socket) =>
    void channel.write('half', () => setImmediate(() => ending(socket)));

  it.each([
    ['is reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['is closed', (socket: Socket) => void socket.destroy()],
    ['is ended', (socket: Socket) => void socket.end()],
  ])('because it %s keeps what came', async (_what, ending) => {
    const output = await run({ answer: half(ending) });
    expect(output.end).toBe('disconnected');
    expect('half'.startsWith(output.text)).toBe(true);
  });

  it('before the script was started is told as well', async () => {
    const session = await open({});
    session.close();
    expect(await session.run('echo', { signal: never(), deadlineMs: 5000, maxBytes: 100 })).toMatchObject({
      end: 'disconnected',
    });
  });

  it('with garbage in place of a packet keeps what came', async () => {
    const output = await run({ answer: (_channel, _script, socket) => void socket.write(Buffer.alloc(4096, 0xff)) });
    expect(output.end).toBe('disconnected');
  });
});

describe('what is left behind', () => {
  it('is nothing: no socket, no timer, no listener', async () => {
    const timers = (): number => busyResources().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const stop = new AbortController();
    let listeners = 0;
    const { signal } = stop;
    const counted = new Proxy(signal, {
      get(target, name) {
        if (name === 'addEventListener') listeners += 1;
        if (name === 'removeEventListener') listeners -= 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await run({ answer: (channel) => printAndExit(channel, 'ok') }, { signal: counted });
    expect(listeners).toBe(0);
    await until('no timer is left', () => timers() <= before);
    await until('no socket is left', () => !busyResources().includes('TCPSocketWrap'));
  });
});
