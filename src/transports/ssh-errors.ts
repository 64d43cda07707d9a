import type { Failure, FailureStatus } from '../model/failure.ts';
import type { KexInit } from './kexinit.ts';
import type { ServerGreeting } from './server-greeting.ts';

/** How far a login had come. */
export type LoginPhase = 'banner' | 'key-exchange' | 'login';

/** How a login ended that did not succeed: an error of ssh2, or one of our own making. */
export type LoginTrouble =
  | { readonly kind: 'error'; readonly message: string; readonly level?: string; readonly code?: string | number }
  | { readonly kind: 'closed' }
  /** Nothing was left to offer. */
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'aborted' };

/** What is known when a login fails. */
export interface LoginState {
  /** `web1:22`. */
  readonly label: string;
  readonly phase: LoginPhase;
  readonly timeoutMs: number;
  readonly greeting: ServerGreeting;
  /** The credentials the server refused, by name. */
  readonly refused: readonly string[];
  /** Why other credentials were not offered or not usable. */
  readonly problems: readonly string[];
  /** What the server said it would take, once it did. */
  readonly methods?: readonly string[];
  /** Set when the server would not let the login go on its usual way: a question, an expired password. */
  readonly obstacle?: string;
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '?').slice(0, 200);
const inSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Node's codes of a connection that broke. */
const brokenTexts: Readonly<Record<string, string>> = {
  ECONNRESET: 'reset the connection',
  EPIPE: 'closed the connection',
  ETIMEDOUT: 'stopped answering',
};

/** The part of the negotiation that failed, as ssh2 words it, and where it stands in KEXINIT. */
const negotiations: readonly (readonly [pattern: RegExp, what: string, list: keyof KexInit])[] = [
  [/no matching key exchange algorithm/, 'key exchange', 'kex'],
  [/no matching host key format/, 'host key algorithm', 'hostKey'],
  [/no matching .* cipher/, 'cipher', 'cipher'],
  [/no matching .* MAC/, 'MAC', 'mac'],
];

type Verdict = readonly [status: FailureStatus, text: string];

function noAlgorithm(message: string, { kexInit }: ServerGreeting): Verdict | undefined {
  const [, what, list] = negotiations.find(([pattern]) => pattern.test(message)) ?? [];
  if (what === undefined || list === undefined) {
    return /no matching .* compression/.test(message) ? ['no-algorithm', 'no common compression'] : undefined;
  }
  const offered = kexInit?.[list].filter((name) => !/^(ext-info|kex-strict)/.test(name)).join(', ');
  return ['no-algorithm', `no common ${what}${offered === undefined ? '' : `; the server offers ${printable(offered)}`}`];
}

/** The connection ended before an SSH banner was seen. */
function beforeBanner({ greeting }: LoginState, how: string): Verdict {
  if (greeting.received === 0) return ['no-banner', `the port is open, but the server ${how} without a word`];
  // What sshd says, in the place of a banner, when too many logins are under way (MaxStartups, sshd_config(5)).
  if (/MaxStartups/.test(greeting.firstLine)) return ['no-banner', 'the server takes no more logins just now (MaxStartups)'];
  return ['not-ssh', `what answers is not SSH: "${greeting.firstLine}"`];
}

const methodsText = (methods: readonly string[] | undefined): string =>
  methods === undefined || methods.length === 0 ? '' : `; the server takes ${printable(methods.join(', '))}`;

/** The server let nobody in: which credentials it saw, by name, and what it would take. */
function refusal({ refused, problems, methods, obstacle }: LoginState, extra = ''): Verdict {
  const also = [...(extra === '' ? [] : [extra]), ...problems].map((text) => `; ${text}`).join('');
  if (obstacle !== undefined) return ['login-refused', `${obstacle}${methodsText(methods)}${also}`];
  if (refused.length > 0) return ['login-refused', `refused ${refused.join(', ')}${methodsText(methods)}${also}`];
  if (problems.length > 0) return ['credential-unusable', `no usable credential: ${problems.join('; ')}${methodsText(methods)}`];
  return ['no-credential', `none of the credentials is of a kind the server takes${methodsText(methods)}`];
}

function brokenOff(state: LoginState, how: string): Verdict {
  if (state.phase === 'banner') return beforeBanner(state, how);
  if (state.phase === 'key-exchange') return ['disconnected', `the server ${how} in the key exchange`];
  // Many servers hang up on a wrong password instead of saying so.
  if (state.refused.length > 0) return refusal(state, `then the server ${how}`);
  return ['disconnected', `the server ${how} during the login`];
}

function timedOut(state: LoginState): Verdict {
  const after = inSeconds(state.timeoutMs);
  if (state.phase === 'banner' && state.greeting.received === 0)
    return ['no-banner', `the port is open, but nothing came in ${after}`];
  if (state.phase === 'banner') return ['not-ssh', `no SSH banner in ${after}; it sent "${state.greeting.firstLine}"`];
  const where = state.phase === 'login' ? 'during the login' : 'in the key exchange';
  return ['unanswered', `the SSH server stopped answering ${where} for ${after}`];
}

function fromError(state: LoginState, { message, level, code }: Extract<LoginTrouble, { kind: 'error' }>): Verdict {
  const negotiation = noAlgorithm(message, state.greeting);
  if (negotiation !== undefined) return negotiation;
  if (level === 'client-socket' || typeof code === 'string') {
    return brokenOff(state, brokenTexts[code ?? ''] ?? `broke the connection (${printable(String(code ?? message))})`);
  }
  if (message === 'Connection lost before handshake') return brokenOff(state, 'closed the connection');
  // A number is the reason of SSH_MSG_DISCONNECT, the message its text (RFC 4253, 11.1).
  if (typeof code === 'number') return brokenOff(state, `disconnected ("${printable(message)}")`);
  if (state.phase === 'banner' && /^SSH-1\./.test(state.greeting.firstLine))
    return ['no-algorithm', 'the server speaks SSH version 1 only'];
  if (state.phase === 'banner') return beforeBanner(state, 'sent nothing readable');
  return ['not-ssh', `the server breaks the SSH protocol: ${printable(message)}`];
}

function judge(state: LoginState, trouble: LoginTrouble): Verdict {
  switch (trouble.kind) {
    case 'aborted':
      return ['interrupted', 'stopped during the login'];
    case 'timeout':
      return timedOut(state);
    case 'exhausted':
      return refusal(state);
    case 'closed':
      return brokenOff(state, 'closed the connection');
    case 'error':
      return fromError(state, trouble);
  }
}

/** Says what a failed login means: the one table from ssh2's errors to the closed list of failures. */
export function explainLogin(state: LoginState, trouble: LoginTrouble): Failure {
  const [status, text] = judge(state, trouble);
  return { status, message: `${state.label}: ${text}` };
}
