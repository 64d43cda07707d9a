import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import ssh2, { type ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { failureStatuses } from '../../src/model/failure.ts';
import type { HostKeyCheck } from '../../src/transports/host-key-check.ts';
import { openSshSession } from '../../src/transports/ssh-session.ts';
import type { ShellOutput } from '../../src/transports/types.ts';
import { createTryLogin } from './support/login.ts';
import { type KeyPair, newKey, startRaw, startServer, type TestServerOptions } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';
import { busyResources, never, until } from './support/wait.ts';

const tryLogin = createTryLogin();
const directory = tempDirectory();
const servers: { close(): Promise<void>; open(): number }[] = [];

// What a hostile server throws at us must never become an exception of the process.
const escaped: unknown[] = [];
process.on('uncaughtExceptionMonitor', (error) => void escaped.push(error));

afterEach(async () => {
  for (const server of servers) await until('every connection is closed', () => server.open() === 0);
  await Promise.all(servers.splice(0).map((server) => server.close()));
  expect(escaped).toEqual([]);
});

async function serve(options: TestServerOptions) {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

describe('somebody in between', () => {
  /** A server that shows one key and signs with another: it has seen the true key, but does not have it. */
  function impostor(shown: KeyPair): KeyPair {
    const own = ssh2.utils.parseKey(newKey().private) as ssh2.ParsedKey;
    const stolen = ssh2.utils.parseKey(shown.private) as ssh2.ParsedKey;
    own.getPublicSSH = () => stolen.getPublicSSH();
    // ssh2 also takes `{ key }`, and a parsed key in it.
    return { private: { key: own } as unknown as string, public: shown.public };
  }

  it('cannot use a key it only has seen, known or new, and gets no credential', async () => {
    const truth = newKey();
    const server = await serve({ hostKeys: [impostor(truth)] });
    const known = writeTemp(directory, 'known', `[127.0.0.1]:${server.port} ${truth.public}\n`);
    for (const knownHosts of [[known], []]) {
      const outcome = await tryLogin({ port: server.port, knownHosts });
      expect(outcome.ok).toBe(false);
      if (!outcome.ok) expect(outcome.failure.message).toMatch(/breaks the SSH protocol.*signature/);
    }
    expect(server.attempts).toEqual([]);
  });

  it('cannot make us remember a key that is not its own', async () => {
    const server = await serve({ hostKeys: [impostor(newKey())] });
    let remembered = 0;
    const hostKey: HostKeyCheck = {
      judge: () => undefined,
      remember() {
        remembered += 1;
      },
    };
    expect((await tryLogin({ port: server.port, hostKey })).ok).toBe(false);
    expect(remembered).toBe(0);
  });
});

describe('any bytes at all', () => {
  async function throwAt(bytes: readonly Buffer[], end: boolean): Promise<void> {
    const server = await startRaw((socket) => {
      for (const chunk of bytes) socket.write(chunk);
      if (end) socket.end();
    });
    servers.push(server);
    const outcome = await tryLogin({ port: server.port, timeoutMs: 150 });
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(failureStatuses).toContain(outcome.failure.status);
    expect(outcome.failure.status).not.toBe('internal');
    expect(outcome.failure.message).toMatch(/^web1:\d+: [ -~]+$/);
  }

  it('end as a failure with a printable message', async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 3 }), fc.boolean(), (bytes, end) => throwAt(bytes, end)),
      { numRuns: 15 },
    );
  });

  it('after a banner end as a failure as well', async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 600 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(chunk, fc.boolean(), (bytes, end) => throwAt([Buffer.from('SSH-2.0-x\r\n'), bytes], end)),
      { numRuns: 15 },
    );
  });
});

describe('a shell channel that misbehaves', () => {
  async function run(answer: (channel: ServerChannel, script: string, socket: Socket) => void): Promise<ShellOutput> {
    const server = await serve({ answer });
    const login = await tryLogin({ port: server.port });
    if (!login.ok) throw new Error(login.failure.message);
    const session = openSshSession(login.value, []);
    const output = await session.run('echo', { signal: never(), deadlineMs: 1500, maxBytes: 100_000 });
    session.close();
    return output;
  }

  it('by a signal ends as an exit', async () => {
    const output = await run((channel) => {
      channel.write('killed');
      channel.exit('KILL', true, 'out of memory\u001b[2J');
      channel.end();
    });
    expect([output.end, Buffer.from(output.stdout).toString()]).toEqual(['exit', 'killed']);
  });

  it('by an exit code without an end ends at the deadline, with what came', async () => {
    const output = await run((channel) => {
      channel.write('said');
      channel.exit(0);
    });
    expect([output.end, Buffer.from(output.stdout).toString()]).toEqual(['deadline', 'said']);
  });

  it('by an exit code and an end, the channel left open, ends as an exit', async () => {
    const output = await run((channel) => {
      channel.write('said', () => {
        channel.exit(0);
        channel.eof();
      });
    });
    expect([output.end, Buffer.from(output.stdout).toString()]).toEqual(['exit', 'said']);
  });

  it('by an end without an exit code ends as an exit', async () => {
    expect(await run((channel) => void channel.end('said'))).toMatchObject({ end: 'exit', stdout: Buffer.from('said') });
  });

  it('by standard error alone is kept apart', async () => {
    const output = await run((channel) => {
      channel.stderr.write('only here', () => {
        channel.exit(1);
        channel.end();
      });
    });
    expect([output.stdout.length, Buffer.from(output.stderr).toString()]).toEqual([0, 'only here']);
  });

  it('by one byte at a time costs no more than the bytes', async () => {
    const text = randomBytes(500).toString('hex');
    const output = await run((channel) => {
      for (const letter of text) channel.write(letter);
      channel.exit(0);
      channel.end();
    });
    expect(Buffer.from(output.stdout).toString()).toBe(text);
  });
});

describe('a client under a hostile server', () => {
  it('opens no channel the server asks for', async () => {
    const answers: string[] = [];
    const server = await serve({
      onConnection: (client) => {
        client.on('ready', () => {
          client.forwardOut('127.0.0.1', 1, '127.0.0.1', 2, (error) => void answers.push(error ? 'refused' : 'opened'));
          client.x11('127.0.0.1', 1, (error) => void answers.push(error ? 'refused' : 'opened'));
        });
      },
    });
    const login = await tryLogin({ port: server.port });
    await until('both were answered', () => answers.length === 2);
    expect(answers).toEqual(['refused', 'refused']);
    if (login.ok) login.value.close();
  });

  it('keeps no socket and no timer after all of this', async () => {
    await until('no socket is left', () => !busyResources().includes('TCPSocketWrap'));
    expect(escaped).toEqual([]);
  });
});
