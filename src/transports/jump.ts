import type { Duplex } from 'node:stream';
import pLimit, { type LimitFunction } from 'p-limit';
import { type Failure, fail, type Outcome, succeed } from '../model/failure.ts';
import type { SshLogin } from './ssh-login.ts';

/** Where a channel through a jump host leads. */
export interface FarEnd {
  readonly label: string;
  readonly host: string;
  readonly port: number;
}

/** What is done with a channel through the jump hosts: a login. Counted against the jump host until it ends. */
type UseChannel<T> = (channel: Duplex) => Promise<Outcome<T>>;

/** Opens a channel to a far end and hands it on. */
type Through = <T>(farEnd: FarEnd, signal: AbortSignal, use: UseChannel<T>) => Promise<Outcome<T>>;

/** Logs in to one jump host: through the one before it, or directly. */
export type OpenBastion = (hop: string, through: Through | undefined, signal: AbortSignal) => Promise<Outcome<SshLogin>>;

/** Shared ways through jump hosts: one connection a chain, whatever the number of targets. */
export interface JumpPool {
  /** Opens a channel to the far end and hands it on. Few at a time through one jump host. Never rejects. */
  through<T>(hops: readonly string[], farEnd: FarEnd, signal: AbortSignal, use: UseChannel<T>): Promise<Outcome<T>>;
  close(): void;
}

/** sshd begins to drop handshakes at 10 that are not logged in yet (MaxStartups 10:30:100, sshd_config(5)). */
const handshakesAtOnce = 8;

/** Far more than answer at a time, so that an empty subnet behind a jump host is swept in minutes. */
const channelsAtOnce = 64;

/** Reasons of SSH_MSG_CHANNEL_OPEN_FAILURE (RFC 4254, 5.1). */
const openFailure = { prohibited: 1, connectFailed: 2, unknownType: 3 } as const;

/** What sshd says of a connect that failed: strerror(3) or gai_strerror(3) on the jump host. */
const farFailures: readonly (readonly [pattern: RegExp, status: Failure['status'], text: string])[] = [
  [/refused/i, 'refused', 'connection refused'],
  [/timed? ?out/i, 'unanswered', 'no answer'],
  [/no route|unreachable|host is down/i, 'unreachable', 'unreachable'],
  [/not known|no address|name resolution|could not resolve|unknown host/i, 'unresolved', 'the name has no address there'],
];

const printable = (text: string): string => text.replace(/[^ -~]/g, '?').slice(0, 200);

/** Says why a channel to the far end could not be had. */
export function explainChannel(error: Error & { readonly reason?: unknown }, hop: string, { label }: FarEnd): Failure {
  const text = error.message.replace('(SSH) Channel open failure: ', '');
  if (error.reason === openFailure.connectFailed) {
    const [, status, cause] =
      farFailures.find(([pattern]) => pattern.test(text)) ?? ([undefined, 'unreachable', printable(text)] as const);
    return { status, message: `${label}: ${cause} (from the jump host ${hop})` };
  }
  if (error.reason === openFailure.prohibited || error.reason === openFailure.unknownType) {
    return { status: 'jump-failed', message: `${label}: the jump host ${hop} does not forward connections (${printable(text)})` };
  }
  return { status: 'jump-failed', message: `${label}: the jump host ${hop} went away (${printable(text)})` };
}

interface Bastion {
  readonly hop: string;
  readonly login: SshLogin;
  /** Channels being asked for: silence behind the jump host costs no handshake. */
  readonly channels: LimitFunction;
  /** Handshakes going on through it. */
  readonly handshakes: LimitFunction;
}

/** Asked again after these, one would be locked out or fooled; after anything else (a lost packet, MaxStartups) a few times. */
const finalFailures: ReadonlySet<Failure['status']> = new Set([
  ...(['login-refused', 'no-credential', 'credential-unusable'] as const),
  ...(['host-key-unknown', 'host-key-changed', 'host-key-revoked'] as const),
]);
const mostTries = 3;

/** Asks the jump host to connect; gives up at the signal or after the time-out. */
function forward({ hop, login }: Bastion, farEnd: FarEnd, timeoutMs: number, signal: AbortSignal): Promise<Outcome<Duplex>> {
  const stopped = fail('interrupted', `${farEnd.label}: stopped before it answered`);
  if (signal.aborted) return Promise.resolve(stopped);
  return new Promise((resolve) => {
    let settled = false;
    const settle = (outcome: Outcome<Duplex>): void => {
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const onAbort = (): void => settle(stopped);
    const silence = `${farEnd.label}: no answer in ${timeoutMs / 1000} s (from the jump host ${hop})`;
    const timer = setTimeout(() => settle(fail('unanswered', silence)), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    const onError = (error: unknown): void => {
      const { status, message } = explainChannel(error instanceof Error ? error : new Error(String(error)), hop, farEnd);
      settle(fail(status, message));
    };
    try {
      login.client.forwardOut('127.0.0.1', 0, farEnd.host, farEnd.port, (error, channel) => {
        if (error) onError(error);
        // Too late: nobody waits for it any more.
        else if (settled) channel.destroy();
        else settle(succeed(channel));
      });
    } catch (error) {
      onError(error);
    }
  });
}

/** The promise, or an interruption as soon as the signal is aborted. */
function unlessAborted<T>(promise: Promise<Outcome<T>>, { label }: FarEnd, signal: AbortSignal): Promise<Outcome<T>> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(fail('interrupted', `${label}: stopped on the way through the jump hosts`));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Opens a pool. `openBastion` never rejects. */
export function createJumpPool(openBastion: OpenBastion, timeoutMs: number): JumpPool {
  const bastions = new Map<string, Promise<Outcome<Bastion>>>();
  const tries = new Map<string, number>();
  const logins = new Set<SshLogin>();
  const closing = new AbortController();

  const register = (key: string, hop: string, login: SshLogin): Bastion => {
    logins.add(login);
    // A jump host that went away is called again; one that refused us is not, or it would lock us out.
    login.client.once('close', () => {
      logins.delete(login);
      bastions.delete(key);
    });
    return { hop, login, channels: pLimit(channelsAtOnce), handshakes: pLimit(handshakesAtOnce) };
  };
  const connect = async (hops: readonly string[], key: string): Promise<Outcome<Bastion>> => {
    const before = hops.slice(0, -1);
    const hop = hops.at(-1) ?? '';
    const via: Through = (farEnd, signal, use) => through(before, farEnd, signal, use);
    const opened = await openBastion(hop, before.length === 0 ? undefined : via, closing.signal);
    if (!opened.ok) return opened;
    return succeed(register(key, hop, opened.value));
  };
  const bastionOf = (hops: readonly string[]): Promise<Outcome<Bastion>> => {
    const key = JSON.stringify(hops);
    const known = bastions.get(key);
    if (known !== undefined) return known;
    const bastion = connect(hops, key);
    bastions.set(key, bastion);
    const tried = (tries.get(key) ?? 0) + 1;
    tries.set(key, tried);
    return bastion.then((outcome) => {
      if (outcome.ok) tries.delete(key);
      else if (tried < mostTries && !finalFailures.has(outcome.failure.status)) bastions.delete(key);
      return outcome;
    });
  };
  const through: JumpPool['through'] = async (hops, farEnd, signal, use) => {
    const bastion = await unlessAborted(bastionOf(hops), farEnd, signal);
    if (!bastion.ok) return bastion.failure.status === 'interrupted' ? bastion : blame(bastion.failure, farEnd);
    const { channels, handshakes } = bastion.value;
    const channel = await channels(() => forward(bastion.value, farEnd, timeoutMs, signal));
    return channel.ok ? handshakes(() => use(channel.value)) : channel;
  };
  return {
    through,
    close() {
      closing.abort();
      for (const login of logins) login.close();
    },
  };
}

/** A jump host's failure is not the target's own: it is told as the way there, and names the jump host. */
const blame = ({ message }: Failure, { label }: FarEnd): Outcome<never> => fail('jump-failed', `${label}: jump host ${message}`);
