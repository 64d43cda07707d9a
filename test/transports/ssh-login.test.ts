import type { Socket } from 'node:net';
import ssh2 from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/model/failure.ts';
import { fingerprintOf, type HostKeyCheck } from '../../src/transports/host-key-check.ts';
import type { SshLogin } from '../../src/transports/ssh-login.ts';
import { createTryLogin, keyOffer, openSocket, passwordOffer, type TryOptions } from './support/login.ts';
import { newKey, type RawServer, startRaw, startServer, type TestServer, type TestServerOptions } from './support/ssh-server.ts';
import { tempDirectory, writeTemp } from './support/temp.ts';
import { busyResources, until } from './support/wait.ts';

const tryLogin = createTryLogin();
const directory = tempDirectory();
const servers: { close(): Promise<void>; open(): number }[] = [];

async function serve(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

async function serveRaw(onSocket: (socket: Socket) => void): Promise<RawServer> {
  const server = await startRaw(onSocket);
  servers.push(server);
  return server;
}

afterEach(async () => {
  // Whatever happened to the login: it has hung up by itself.
  for (const server of servers) await until('every connection is closed', () => server.open() === 0);
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

function failureOf(outcome: Outcome<SshLogin>) {
  if (!outcome.ok) return outcome.failure;
  outcome.value.close();
  throw new Error(`logged in with ${outcome.value.credential}`);
}

async function refused(options: TryOptions) {
  return failureOf(await tryLogin(options));
}

async function accepted(options: TryOptions): Promise<Omit<SshLogin, 'client'>> {
  const outcome = await tryLogin(options);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  const { client, ...facts } = outcome.value;
  outcome.value.close();
  outcome.value.close();
  return facts;
}

describe('a login that works', () => {
  it('knows the key, the user, the credential and the server', async () => {
    const server = await serve({ ident: 'OpenSSH_9.2p1 Test' });
    const facts = await accepted({ port: server.port });
    expect(facts).toMatchObject({
      user: 'ann',
      credential: 'password',
      serverIdent: 'SSH-2.0-OpenSSH_9.2p1 Test',
      hostKey: fingerprintOf(Buffer.from(server.hostKey.public.split(' ')[1] ?? '', 'base64')),
    });
  });

  it('gets past a greeting and a banner', async () => {
    const server = await serve({ greeting: 'Go away\r\nSSH is not for you', banner: 'Authorised use only\u001b[2J' });
    expect((await accepted({ port: server.port })).serverIdent).toMatch(/^SSH-2\.0-/);
  });

  it('goes on from one key to the next', async () => {
    const right = newKey();
    const server = await serve({
      judge: (attempt) => {
        const isRight =
          attempt.method === 'publickey' &&
          attempt.key.data.equals((ssh2.utils.parseKey(right.private) as ssh2.ParsedKey).getPublicSSH());
        return isRight ? 'accept' : ['publickey'];
      },
    });
    const offers = [keyOffer(newKey(), 'old'), keyOffer(right, 'new'), keyOffer(newKey(), 'never')];
    expect((await accepted({ port: server.port, offers })).credential).toBe('new');
    expect(server.attempts).toEqual(['ann:publickey', 'ann:publickey', 'ann:publickey:signed']);
  });

  it('gives both where the server wants a key and a password', async () => {
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method === 'password') return attempt.password === 'right' ? 'accept' : ['password'];
        return attempt.method === 'publickey' && attempt.signature !== undefined ? 'partial' : 'accept';
      },
    });
    const offers = [keyOffer(newKey(), 'key'), keyOffer(newKey(), 'other'), passwordOffer('right', 'pw')];
    expect((await accepted({ port: server.port, offers })).credential).toBe('key+pw');
  });

  it('types the password at the one prompt of keyboard-interactive', async () => {
    const prompts: string[][] = [];
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method !== 'keyboard-interactive') return ['keyboard-interactive'];
        attempt.prompt([{ prompt: 'Password: ', echo: false }], (answers) => {
          prompts.push(answers as string[]);
          attempt.accept();
        });
        return 'ask';
      },
    });
    expect((await accepted({ port: server.port })).credential).toBe('password');
    expect(prompts).toEqual([['right']]);
  });
});

describe('credentials that do not work', () => {
  it('names them and what the server takes', async () => {
    const server = await serve({ judge: () => ['publickey', 'password'] });
    const failure = await refused({ port: server.port, offers: [keyOffer(newKey(), 'prod'), passwordOffer('secret', 'legacy')] });
    expect(failure).toEqual({
      status: 'login-refused',
      message: `web1:${server.port}: refused prod, legacy; the server takes publickey, password`,
    });
    expect(server.attempts).toEqual(['ann:publickey', 'ann:password:secret']);
  });

  it('sends no password to a server that does not take one', async () => {
    const server = await serve({ judge: () => ['publickey'] });
    expect(await refused({ port: server.port, offers: [passwordOffer('secret')] })).toMatchObject({ status: 'no-credential' });
    expect(server.attempts).toEqual(['ann:none']);
  });

  it('sends a password once, not again at a prompt', async () => {
    const server = await serve({ judge: () => ['password', 'keyboard-interactive'] });
    expect(await refused({ port: server.port })).toMatchObject({ status: 'login-refused' });
    expect(server.attempts).toEqual(['ann:none', 'ann:password:right']);
  });

  it('tries nothing else once the server asks for a second factor', async () => {
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method === 'keyboard-interactive') attempt.prompt([{ prompt: 'Code\u001b: ', echo: true }], () => {});
        return attempt.method === 'keyboard-interactive' ? 'ask' : ['keyboard-interactive'];
      },
    });
    const failure = await refused({ port: server.port, offers: [passwordOffer('a', 'one'), passwordOffer('b', 'two')] });
    expect(failure.status).toBe('login-refused');
    expect(failure.message).toContain('the server asks "Code?:", which cannot be answered unattended');
    expect(server.attempts).toEqual(['ann:none', 'ann:keyboard-interactive']);
  });

  it('gives no second answer when the prompt comes again', async () => {
    let answers = 0;
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method !== 'keyboard-interactive') return ['keyboard-interactive'];
        const ask = (): void =>
          void attempt.prompt([{ prompt: 'Password: ', echo: false }], () => {
            answers += 1;
            ask();
          });
        ask();
        return 'ask';
      },
    });
    expect((await refused({ port: server.port })).message).toMatch(/the server asks "Password:"/);
    expect(answers).toBe(1);
  });

  it('takes a server that hangs up for one that refuses', async () => {
    const server = await serve({ judge: (attempt) => (attempt.method === 'none' ? ['password'] : 'drop') });
    const failure = await refused({ port: server.port, offers: [passwordOffer('a', 'pw')] });
    expect(failure.status).toMatch(/login-refused|disconnected/);
  });

  it('tells a password that has expired', async () => {
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method !== 'password') return ['password'];
        attempt.requestChange('Change it now', () => {});
        return 'ask';
      },
    });
    expect((await refused({ port: server.port })).message).toMatch(/the password has expired; the server takes password/);
  });

  it('goes on when the agent does not sign', async () => {
    const pair = newKey();
    const key = ssh2.utils.parseKey(pair.private) as ssh2.ParsedKey;
    class BrokenAgent extends ssh2.BaseAgent {
      override getIdentities(done: ssh2.IdentityCallback): void {
        done(null, [key]);
      }
      override sign(_key: unknown, _data: Buffer, options: unknown, done?: ssh2.SignCallback): void {
        (typeof options === 'function' ? (options as ssh2.SignCallback) : done)?.(new Error('the user said no'));
      }
    }
    const server = await serve({
      judge: (attempt) =>
        attempt.method === 'password' ? 'accept' : attempt.method === 'none' ? ['publickey', 'password'] : 'accept',
    });
    const agent = { kind: 'agent' as const, name: 'agent:ann', agent: new BrokenAgent() };
    expect((await accepted({ port: server.port, offers: [agent, passwordOffer('right')] })).credential).toBe('password');
    const failure = await refused({ port: server.port, offers: [agent] });
    expect(failure.status).toBe('credential-unusable');
    expect(failure.message).toContain('agent:ann: the user said no');
  });
});

describe('host keys', () => {
  const judgeNothing: HostKeyCheck = { judge: () => undefined, remember() {} };

  it('sends nothing to a host whose key has changed, whatever the policy', async () => {
    const server = await serve();
    const file = writeTemp(directory, 'changed', `[127.0.0.1]:${server.port} ${newKey().public}\n`);
    for (const policy of ['strict', 'accept-new'] as const) {
      const failure = await refused({ port: server.port, policy, knownHosts: [file] });
      expect(failure.status).toBe('host-key-changed');
      expect(failure.message).toContain(`${file}:1`);
    }
    expect(server.attempts).toEqual([]);
  });

  it('sends nothing to a host nobody knows when strict', async () => {
    const server = await serve();
    expect(await refused({ port: server.port, policy: 'strict' })).toMatchObject({ status: 'host-key-unknown' });
    expect(server.attempts).toEqual([]);
  });

  it('refuses a revoked key', async () => {
    const server = await serve();
    const file = writeTemp(directory, 'revoked', `@revoked * ${server.hostKey.public}\n`);
    expect(await refused({ port: server.port, knownHosts: [file] })).toMatchObject({ status: 'host-key-revoked' });
    expect(server.attempts).toEqual([]);
  });

  it('asks for the type of key it knows', async () => {
    const rsa = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 });
    const server = await serve({ hostKeys: [newKey(), rsa] });
    const file = writeTemp(directory, 'rsa', `[127.0.0.1]:${server.port} ${rsa.public}\n`);
    const { hostKey } = await accepted({ port: server.port, policy: 'strict', knownHosts: [file] });
    expect(hostKey).toBe(fingerprintOf(Buffer.from(rsa.public.split(' ')[1] ?? '', 'base64')));
  });

  it('remembers a key only after the server has proved to own it', async () => {
    const server = await serve();
    let remembered = 0;
    const hostKey: HostKeyCheck = {
      ...judgeNothing,
      remember() {
        remembered += 1;
      },
    };
    await accepted({ port: server.port, hostKey });
    expect(remembered).toBe(1);
    const refusing: HostKeyCheck = { ...hostKey, judge: () => ({ status: 'host-key-unknown', message: 'no' }) };
    await refused({ port: server.port, hostKey: refusing });
    expect(remembered).toBe(1);
  });

  it('denies when the check itself fails', async () => {
    const server = await serve();
    const hostKey: HostKeyCheck = {
      ...judgeNothing,
      judge: () => {
        throw new Error('a defect');
      },
    };
    await refused({ port: server.port, hostKey });
    expect(server.attempts).toEqual([]);
  });
});

describe('servers that are none', () => {
  const ports: readonly (readonly [what: string, onSocket: (socket: Socket) => void, status: string, message: RegExp])[] = [
    ['says nothing', () => {}, 'no-banner', /nothing came in 1 s/],
    ['hangs up', (socket: Socket) => void socket.destroy(), 'no-banner', /without a word/],
    ['resets', (socket: Socket) => void socket.once('data', () => socket.resetAndDestroy()), 'no-banner', /without a word/],
    [
      'speaks HTTP',
      (socket: Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
      'not-ssh',
      /"HTTP\/1\.1 400 Bad Request"/,
    ],
    [
      'speaks SMTP and waits',
      (socket: Socket) => void socket.write('220 mx1 ESMTP\r\n'),
      'not-ssh',
      /no SSH banner in 1 s; it sent "220 mx1 ESMTP"/,
    ],
    ['speaks SSH 1', (socket: Socket) => void socket.write('SSH-1.5-Cisco-1.25\r\n'), 'no-algorithm', /version 1 only/],
    ['is full', (socket: Socket) => void socket.end('Exceeded MaxStartups\r\n'), 'no-banner', /MaxStartups/],
    ['never ends its greeting', (socket: Socket) => flood(socket, 'welcome\r\n'), 'not-ssh', /"welcome"/],
    ['never ends a line', (socket: Socket) => flood(socket, 'x'.repeat(1000)), 'not-ssh', /"x{80}"/],
    [
      'stops in the key exchange',
      (socket: Socket) => void socket.write('SSH-2.0-x\r\n'),
      'unanswered',
      /stopped answering in the key exchange/,
    ],
    ['hangs up in the key exchange', (socket: Socket) => void socket.end('SSH-2.0-x\r\n'), 'disconnected', /in the key exchange/],
    [
      'sends bytes for a packet',
      (socket: Socket) => void socket.write(`SSH-2.0-x\r\n${'\xff'.repeat(500)}`),
      'not-ssh',
      /breaks the SSH protocol/,
    ],
  ];

  it.each(ports)('a port that %s', async (_what, onSocket, status, message) => {
    const server = await serveRaw(onSocket);
    const failure = await refused({ port: server.port, timeoutMs: 1000 });
    expect(failure.status).toBe(status);
    expect(failure.message).toMatch(message);
  });

  it('has no algorithm in common with a server for post-quantum clients only', async () => {
    const list = (names: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, names.length]), Buffer.from(names)]);
    const lists = [
      'sntrup761x25519-sha512@openssh.com',
      'ssh-ed25519',
      'aes128-ctr',
      'aes128-ctr',
      'hmac-sha2-256',
      'hmac-sha2-256',
      'none',
      'none',
      '',
      '',
    ];
    const payload = Buffer.concat([Buffer.from([20]), Buffer.alloc(16), ...lists.map(list), Buffer.alloc(5)]);
    const padding = 16 - ((payload.length + 5) % 8);
    const header = Buffer.alloc(5);
    header.writeUInt32BE(payload.length + 1 + padding);
    header[4] = padding;
    const server = await serveRaw(
      (socket) => void socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), header, payload, Buffer.alloc(padding)])),
    );
    expect(await refused({ port: server.port })).toEqual({
      status: 'no-algorithm',
      message: `web1:${server.port}: no common key exchange; the server offers sntrup761x25519-sha512@openssh.com`,
    });
  });

  it('has no algorithm in common with a server of old', async () => {
    const server = await serve({ algorithms: { kex: ['diffie-hellman-group1-sha1'] } });
    expect((await refused({ port: server.port })).message).toMatch(
      /no common key exchange; the server offers diffie-hellman-group1-sha1$/,
    );
  });
});

function flood(socket: Socket, text: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(text.repeat(100)));
    socket.once('drain', more);
  };
  more();
}

describe('time and interruption', () => {
  it('gives a slow server its time at every step', async () => {
    let attempts = 0;
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method === 'none') return ['publickey'];
        attempts += 1;
        setTimeout(() => (attempts < 3 ? attempt.reject(['publickey']) : attempt.accept()), 700);
        return 'ask';
      },
    });
    const offers = Array.from({ length: 3 }, (_, index) => keyOffer(newKey(), `key${index}`));
    expect((await accepted({ port: server.port, offers, timeoutMs: 1500 })).credential).toBe('key2');
  });

  it('has more patience with a server that has spoken SSH than with a silent port', async () => {
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method === 'none') return ['password'];
        setTimeout(() => attempt.accept(), 1300);
        return 'ask';
      },
    });
    expect((await accepted({ port: server.port, timeoutMs: 1000, stepMs: 10_000 })).credential).toBe('password');
  });

  it('gives up on a server that stops in the middle of the login', async () => {
    const server = await serve({ judge: (attempt) => (attempt.method === 'none' ? ['password'] : 'ask') });
    expect(await refused({ port: server.port, timeoutMs: 1500 })).toMatchObject({ status: 'unanswered' });
  });

  it('ends at the signal, at any time', async () => {
    const silent = await serveRaw(() => {});
    const asking = await serve({ judge: () => 'ask' });
    for (const [port, ready] of [
      [silent.port, () => silent.open() === 1],
      [asking.port, () => asking.attempts.length === 1],
    ] as const) {
      const stop = new AbortController();
      const outcome = tryLogin({ port, signal: stop.signal });
      await until('the login is under way', ready);
      stop.abort();
      expect(failureOf(await outcome).status).toBe('interrupted');
    }
    expect(await refused({ port: silent.port, signal: AbortSignal.abort() })).toMatchObject({ status: 'interrupted' });
  });

  it('waits for its turn to send an unproven password without running out of time', async () => {
    const server = await serve({ judge: (attempt) => (attempt.method === 'none' ? ['password'] : 'accept') });
    let release: (() => void) | undefined;
    const guard = {
      admit: () =>
        new Promise<{ kind: 'send'; settle: () => void }>((resolve) => {
          release = () => resolve({ kind: 'send', settle: () => {} });
        }),
    };
    const outcome = tryLogin({ port: server.port, guard, timeoutMs: 1000 });
    await until('the password waits', () => release !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    release?.();
    expect((await outcome).ok).toBe(true);
    const login = await outcome;
    if (login.ok) login.value.close();
  });

  it('tells the guard of passwords how it went', async () => {
    const verdicts: string[] = [];
    const guard = { admit: async () => ({ kind: 'send' as const, settle: (verdict: string) => void verdicts.push(verdict) }) };
    const server = await serve({
      judge: (attempt) => {
        if (attempt.method !== 'password') return ['password'];
        if (attempt.password === 'drop') return 'drop';
        return attempt.password === 'right' ? 'accept' : ['password'];
      },
    });
    await accepted({ port: server.port, guard, offers: [passwordOffer('wrong'), passwordOffer('right')] });
    await refused({ port: server.port, guard, offers: [passwordOffer('drop')] });
    expect(verdicts).toEqual(['refused', 'accepted', 'unknown']);
  });
});

describe('what is left behind', () => {
  it('is nothing: no socket, no timer', async () => {
    const server = await serve({ judge: (attempt) => (attempt.method === 'password' ? ['publickey'] : ['password']) });
    const timers = (): number => busyResources().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const transport = await openSocket(server.port);
    await refused({ port: server.port, transport });
    await until('the connection is gone on both sides', () => transport.closed && server.open() === 0);
    await until('no timer is left', () => timers() <= before);
    await until('no socket is left', () => !busyResources().includes('TCPSocketWrap'));
  });
});
