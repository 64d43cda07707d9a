import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureStatuses } from '../../src/model/failure.ts';
import { explainLogin, type LoginState, type LoginTrouble } from '../../src/transports/ssh-errors.ts';

const state = (more: Partial<LoginState> = {}): LoginState => ({
  label: 'web1:22',
  phase: 'login',
  timeoutMs: 5000,
  greeting: { received: 100, firstLine: 'SSH-2.0-x', ident: 'SSH-2.0-x' },
  refused: [],
  problems: [],
  ...more,
});
const silent = { received: 0, firstLine: '' };
const http = { received: 30, firstLine: 'HTTP/1.1 400 Bad Request' };
const error = (message: string, more: { level?: string; code?: string | number } = {}): LoginTrouble => ({
  kind: 'error',
  message,
  ...more,
});
const kexInit = {
  kex: ['sntrup761x25519-sha512@openssh.com', 'kex-strict-s-v00@openssh.com'],
  hostKey: ['ssh-dss'],
  cipher: ['aes128-cbc'],
  mac: ['umac-64@openssh.com'],
};

const lost = error('Connection lost before handshake', { level: 'protocol' });
const reset = error('read ECONNRESET', { level: 'client-socket', code: 'ECONNRESET' });
const negotiation = (what: string): LoginTrouble => error(`Handshake failed: no matching ${what}`, { level: 'handshake' });

describe('before the banner', () => {
  const atBanner = (greeting: LoginState['greeting']) => state({ phase: 'banner', greeting });

  it.each([
    ['a silent port', atBanner(silent), { kind: 'timeout' }, 'no-banner', 'the port is open, but nothing came in 5 s'],
    ['a close', atBanner(silent), lost, 'no-banner', 'the port is open, but the server closed the connection without a word'],
    ['a reset', atBanner(silent), reset, 'no-banner', 'the port is open, but the server reset the connection without a word'],
    [
      'a close seen by the socket',
      atBanner(silent),
      { kind: 'closed' },
      'no-banner',
      'the port is open, but the server closed the connection without a word',
    ],
    ['a web server', atBanner(http), lost, 'not-ssh', 'what answers is not SSH: "HTTP/1.1 400 Bad Request"'],
    [
      'something that talks on',
      atBanner(http),
      { kind: 'timeout' },
      'not-ssh',
      'no SSH banner in 5 s; it sent "HTTP/1.1 400 Bad Request"',
    ],
    [
      'a greeting without end',
      atBanner(http),
      error('Max greeting lines exceeded'),
      'not-ssh',
      'what answers is not SSH: "HTTP/1.1 400 Bad Request"',
    ],
    [
      'SSH 1',
      atBanner({ received: 20, firstLine: 'SSH-1.5-Cisco-1.25' }),
      error('Invalid identification string'),
      'no-algorithm',
      'the server speaks SSH version 1 only',
    ],
    [
      'a full server',
      atBanner({ received: 22, firstLine: 'Exceeded MaxStartups' }),
      lost,
      'no-banner',
      'the server takes no more logins just now (MaxStartups)',
    ],
  ] as const)('%s', (_what, given, trouble, status, text) => {
    expect(explainLogin(given, trouble)).toEqual({ status, message: `web1:22: ${text}` });
  });
});

describe('in the key exchange', () => {
  const during = (more: Partial<LoginState> = {}) =>
    state({ phase: 'key-exchange', greeting: { received: 900, firstLine: 'SSH-2.0-x', kexInit }, ...more });

  it.each([
    ['key exchange algorithm', 'no common key exchange; the server offers sntrup761x25519-sha512@openssh.com'],
    ['host key format', 'no common host key algorithm; the server offers ssh-dss'],
    ['C->S cipher', 'no common cipher; the server offers aes128-cbc'],
    ['S->C MAC', 'no common MAC; the server offers umac-64@openssh.com'],
    ['C->S compression', 'no common compression'],
  ])('no matching %s', (what, text) => {
    expect(explainLogin(during(), negotiation(what))).toEqual({ status: 'no-algorithm', message: `web1:22: ${text}` });
  });

  it('says less where the offer was not seen', () => {
    const failure = explainLogin(state({ phase: 'key-exchange' }), negotiation('key exchange algorithm'));
    expect(failure).toEqual({ status: 'no-algorithm', message: 'web1:22: no common key exchange' });
  });

  it.each([
    [{ kind: 'timeout' }, 'unanswered', 'the SSH server stopped answering in the key exchange for 5 s'],
    [{ kind: 'closed' }, 'disconnected', 'the server closed the connection in the key exchange'],
    [reset, 'disconnected', 'the server reset the connection in the key exchange'],
    [
      error('Handshake failed: signature verification failed', { level: 'handshake' }),
      'not-ssh',
      'the server breaks the SSH protocol: Handshake failed: signature verification failed',
    ],
    [error('Bad packet length', { level: 'protocol' }), 'not-ssh', 'the server breaks the SSH protocol: Bad packet length'],
  ] as const)('%j', (trouble, status, text) => {
    expect(explainLogin(during(), trouble)).toEqual({ status, message: `web1:22: ${text}` });
  });
});

describe('during the login', () => {
  const methods = ['publickey', 'keyboard-interactive'];

  it.each([
    [
      'refused',
      { refused: ['prod', 'agent:ann'], methods },
      'login-refused',
      'refused prod, agent:ann; the server takes publickey, keyboard-interactive',
    ],
    [
      'refused, and one held back',
      { refused: ['prod'], problems: ['password held back'] },
      'login-refused',
      'refused prod; password held back',
    ],
    [
      'nothing usable',
      { problems: ['/k: it is encrypted'], methods },
      'credential-unusable',
      'no usable credential: /k: it is encrypted; the server takes publickey, keyboard-interactive',
    ],
    [
      'nothing of the kind wanted',
      { methods },
      'no-credential',
      'none of the credentials is of a kind the server takes; the server takes publickey, keyboard-interactive',
    ],
    ['an obstacle', { refused: ['prod'], obstacle: 'the password has expired' }, 'login-refused', 'the password has expired'],
  ] as const)('%s', (_what, more, status, text) => {
    expect(explainLogin(state(more), { kind: 'exhausted' })).toEqual({ status, message: `web1:22: ${text}` });
  });

  it.each([
    [
      'hung up on after a refusal',
      { refused: ['prod'] },
      { kind: 'closed' },
      'login-refused',
      'refused prod; then the server closed the connection',
    ],
    [
      'told that it was too much',
      { refused: ['a', 'b'] },
      error('Too many authentication failures', { code: 2 }),
      'login-refused',
      'refused a, b; then the server disconnected ("Too many authentication failures")',
    ],
    [
      'disconnected',
      {},
      error('No more\u001b sessions', { code: 11 }),
      'disconnected',
      'the server disconnected ("No more? sessions") during the login',
    ],
    ['reset', {}, reset, 'disconnected', 'the server reset the connection during the login'],
    [
      'broken another way',
      {},
      error('write EBADF', { level: 'client-socket', code: 'EBADF' }),
      'disconnected',
      'the server broke the connection (EBADF) during the login',
    ],
    [
      'silent',
      { refused: ['prod'] },
      { kind: 'timeout' },
      'unanswered',
      'the SSH server stopped answering during the login for 5 s',
    ],
    ['stopped by us', { refused: ['prod'] }, { kind: 'aborted' }, 'interrupted', 'stopped during the login'],
  ] as const)('%s', (_what, more, trouble, status, text) => {
    expect(explainLogin(state(more), trouble)).toEqual({ status, message: `web1:22: ${text}` });
  });
});

describe('whatever a server says', () => {
  it('ends in a known status and one printable line that names the target', () => {
    const trouble = fc.oneof(
      fc.constantFrom<LoginTrouble>({ kind: 'closed' }, { kind: 'timeout' }, { kind: 'aborted' }, { kind: 'exhausted' }),
      fc
        .record({ message: fc.string({ unit: 'binary' }), code: fc.integer({ min: 0, max: 20 }) })
        .map(({ message, code }) => error(message, { code })),
    );
    const phase = fc.constantFrom('banner' as const, 'key-exchange' as const, 'login' as const);
    fc.assert(
      fc.property(trouble, phase, fc.array(fc.string({ unit: 'binary' })), (given, at, methods) => {
        const { status, message } = explainLogin(state({ phase: at, methods }), given);
        expect(failureStatuses).toContain(status);
        expect(message).toMatch(/^web1:22: [ -~]+$/);
      }),
    );
  });
});
