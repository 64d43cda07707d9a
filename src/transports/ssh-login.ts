import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2, { type Client, type ConnectConfig, type ServerHostKeyAlgorithm } from 'ssh2';
import { type Failure, fail, type Outcome, succeed } from '../model/failure.ts';
import { createAuthExchange } from './auth-exchange.ts';
import type { AuthPlan } from './auth-plan.ts';
import { fingerprintOf, type HostKeyCheck } from './host-key-check.ts';
import type { PasswordGuard } from './password-guard.ts';
import { createGreetingReader, type ServerGreeting } from './server-greeting.ts';
import { explainLogin, type LoginPhase, type LoginTrouble } from './ssh-errors.ts';
import { createWatchdog } from './watchdog.ts';

export interface LoginRequest {
  /** An open connection to the server, which from now on belongs to the login. */
  readonly transport: Duplex;
  /** `web1:22`, for messages. */
  readonly label: string;
  readonly plan: AuthPlan;
  readonly hostKey: HostKeyCheck;
  readonly guard: PasswordGuard;
  /** How long the server may be silent, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A connection that is logged in. Its owner listens for nothing: an error of it is a `close`. */
export interface SshLogin {
  readonly client: Client;
  readonly user: string;
  /** Name of the credential that worked. */
  readonly credential: string;
  /** `SHA256:...` */
  readonly hostKey: string;
  readonly serverIdent?: string;
  /** Says goodbye and frees the connection; safe to call twice. */
  close(): void;
  /** Frees the connection at once, whatever is under way. */
  destroy(): void;
}

/** Frees a connection: a socket after what was written is out, a channel of a jump host by closing it. */
function closeTransport(transport: Duplex): void {
  if (transport instanceof Socket) transport.destroySoon();
  else transport.destroy();
}

function toTrouble(error: Error): LoginTrouble {
  const { level, code } = error as Error & { level?: string; code?: string | number };
  return {
    kind: 'error',
    message: error.message,
    ...(level === undefined ? {} : { level }),
    ...(code === undefined ? {} : { code }),
  };
}

/** These come from our side, and ssh2 goes on with the next credential. */
const isOurs = (trouble: LoginTrouble): boolean =>
  trouble.kind === 'error' && (trouble.level === 'agent' || trouble.level === 'client-authentication');

/** Everything that one login has to remember until it is decided. */
interface Attempt {
  phase: LoginPhase;
  greeting: ServerGreeting | undefined;
  hostKey: string;
  hostKeyFailure: Failure | undefined;
}

function connectConfig(request: LoginRequest, attempt: Attempt, handler: ConnectConfig['authHandler']): ConnectConfig {
  const { transport, plan, hostKey } = request;
  return {
    sock: transport,
    username: plan.user,
    // The login has its own watch on the clock: ssh2's cannot tell a slow server from our own waiting.
    readyTimeout: 0,
    ...(hostKey.algorithms === undefined
      ? {}
      : { algorithms: { serverHostKey: hostKey.algorithms as ServerHostKeyAlgorithm[] } }),
    // Synchronous, and a boolean: what an async verifier returns is a promise, which ssh2 takes for a yes.
    hostVerifier: (key: Buffer): boolean => {
      attempt.hostKey = fingerprintOf(key);
      attempt.hostKeyFailure = hostKey.judge(key);
      return attempt.hostKeyFailure === undefined;
    },
    ...(handler === undefined ? {} : { authHandler: handler }),
  };
}

/**
 * Logs in over an open connection: checks the host key, then offers the credentials of the plan.
 * Never rejects; after a failure the connection is closed and nothing of it is left.
 */
export function loginSsh(request: LoginRequest): Promise<Outcome<SshLogin>> {
  const { transport, label, plan, hostKey, guard, timeoutMs, signal } = request;
  const client = new ssh2.Client();
  const greeting = createGreetingReader();
  const attempt: Attempt = { phase: 'banner', greeting: undefined, hostKey: '', hostKeyFailure: undefined };
  return new Promise((resolve) => {
    let settled = false;
    const settle = (outcome: Outcome<SshLogin>): void => {
      if (settled) return;
      settled = true;
      watchdog.stop();
      signal.removeEventListener('abort', onAbort);
      transport.removeListener('data', onData);
      exchange.end();
      resolve(outcome);
    };
    const giveUp = (trouble: LoginTrouble): void => {
      if (settled) return;
      const state = { label, phase: attempt.phase, timeoutMs, greeting: attempt.greeting ?? greeting.read(), ...exchange.state };
      const failure =
        trouble.kind !== 'aborted' && attempt.hostKeyFailure ? attempt.hostKeyFailure : explainLogin(state, trouble);
      settle(fail(failure.status, failure.message));
      transport.destroy();
    };
    const onAbort = (): void => giveUp({ kind: 'aborted' });
    const watchdog = createWatchdog(timeoutMs, () => giveUp({ kind: 'timeout' }));
    const exchange = createAuthExchange({
      plan,
      guard,
      account: `${plan.user}@${label}`,
      signal,
      events: {
        sending: () => watchdog.restart(),
        waiting: () => watchdog.stop(),
        exhausted: () => giveUp({ kind: 'exhausted' }),
      },
    });
    const onData = (chunk: Buffer): void => {
      greeting.add(chunk);
      if (attempt.phase === 'banner' && greeting.read().ident !== undefined) {
        attempt.phase = 'key-exchange';
        watchdog.restart();
      }
    };
    client.on('handshake', () => {
      if (attempt.phase === 'login') return;
      attempt.phase = 'login';
      attempt.greeting = greeting.read();
      transport.removeListener('data', onData);
      watchdog.restart();
      // Only now has the server proved that the key it showed is its own.
      hostKey.remember();
    });
    client.on('ready', () => {
      const credential = exchange.succeed();
      const serverIdent = attempt.greeting?.ident;
      settle(
        succeed({
          client,
          user: plan.user,
          credential,
          hostKey: attempt.hostKey,
          ...(serverIdent === undefined ? {} : { serverIdent }),
          ...closers(client, transport),
        }),
      );
    });
    // Stays on: a hostile server can make ssh2 report an error at any later time.
    client.on('error', (error) => {
      const trouble = toTrouble(error);
      if (isOurs(trouble)) exchange.failLocally(error.message);
      else giveUp(trouble);
    });
    client.on('change password', () => exchange.block('the password has expired'));
    client.on('close', () => giveUp({ kind: 'closed' }));
    client.on('end', () => giveUp({ kind: 'closed' }));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) return onAbort();
    try {
      client.connect(connectConfig(request, attempt, exchange.handler));
      transport.on('data', onData);
    } catch (error) {
      giveUp(toTrouble(error instanceof Error ? error : new Error(String(error))));
    }
  });
}

function closers(client: Client, transport: Duplex): Pick<SshLogin, 'close' | 'destroy'> {
  return {
    close() {
      client.end();
      closeTransport(transport);
    },
    destroy: () => void transport.destroy(),
  };
}
