import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2, { type Client, type ServerHostKeyAlgorithm } from 'ssh2';
import { type Failure, fail, type Outcome, succeed } from '../model/failure.ts';
import { type AuthExchange, createAuthExchange } from './auth-exchange.ts';
import type { AuthPlan } from './auth-plan.ts';
import { fingerprintOf, type HostKeyCheck } from './host-key-check.ts';
import type { PasswordGuard } from './password-guard.ts';
import { createGreetingReader, type GreetingReader } from './server-greeting.ts';
import { explainLogin, type LoginPhase, type LoginTrouble } from './ssh-errors.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

export interface LoginRequest {
  /** An open connection to the server, which from now on belongs to the login. */
  readonly transport: Duplex;
  /** `web1:22`, for messages. */
  readonly label: string;
  readonly plan: AuthPlan;
  readonly hostKey: HostKeyCheck;
  readonly guard: PasswordGuard;
  /** How long the port may be silent before it speaks SSH, milliseconds. */
  readonly timeoutMs: number;
  /** How long each later step may take: a busy server is slow to look at a password, and says nothing meanwhile. */
  readonly stepMs: number;
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

/** One login under way, until it is decided. */
interface LoginRun {
  readonly request: LoginRequest;
  readonly client: Client;
  readonly exchange: AuthExchange;
  readonly watchdog: Watchdog;
  readonly greeting: GreetingReader;
  phase: LoginPhase;
  hostKey: string;
  hostKeyFailure?: Failure;
  settled: boolean;
  readonly resolve: (outcome: Outcome<SshLogin>) => void;
  /** Removes the listeners that are not to outlive the login. */
  readonly release: () => void;
}

function settle(run: LoginRun, outcome: Outcome<SshLogin>): void {
  if (run.settled) return;
  run.settled = true;
  run.watchdog.stop();
  run.exchange.end();
  run.release();
  run.resolve(outcome);
}

function giveUp(run: LoginRun, trouble: LoginTrouble): void {
  if (run.settled) return;
  const { request, phase, exchange, greeting, hostKeyFailure } = run;
  const { label, transport } = request;
  const timeoutMs = phase === 'banner' ? request.timeoutMs : request.stepMs;
  // ssh2 calls a host key that we refuse a failed handshake; we know better.
  const refused = trouble.kind === 'aborted' ? undefined : hostKeyFailure;
  const { status, message } =
    refused ?? explainLogin({ label, phase, timeoutMs, greeting: greeting.read(), ...exchange.state }, trouble);
  settle(run, fail(status, message));
  transport.destroy();
}

function startRun(request: LoginRequest, resolve: LoginRun['resolve']): LoginRun {
  const { transport, plan, guard, label, signal, timeoutMs } = request;
  const greeting = createGreetingReader();
  const onAbort = (): void => giveUp(run, { kind: 'aborted' });
  const onData = (chunk: Buffer): void => readGreeting(run, chunk);
  const run: LoginRun = {
    request,
    resolve,
    greeting,
    client: new ssh2.Client(),
    watchdog: createWatchdog(timeoutMs, () => giveUp(run, { kind: 'timeout' })),
    exchange: createAuthExchange({
      plan,
      guard,
      account: `${plan.user}@${label}`,
      signal,
      events: {
        sending: () => run.watchdog.restart(),
        waiting: () => run.watchdog.stop(),
        exhausted: () => giveUp(run, { kind: 'exhausted' }),
      },
    }),
    phase: 'banner',
    hostKey: '',
    settled: false,
    release() {
      signal.removeEventListener('abort', onAbort);
      transport.removeListener('data', onData);
    },
  };
  signal.addEventListener('abort', onAbort, { once: true });
  transport.on('data', onData);
  return run;
}

/** Runs beside ssh2, which keeps to itself what the server said in clear. */
function readGreeting(run: LoginRun, chunk: Buffer): void {
  if (run.phase === 'login') return;
  run.greeting.add(chunk);
  if (run.phase !== 'banner' || run.greeting.read().ident === undefined) return;
  run.phase = 'key-exchange';
  run.watchdog.restart(run.request.stepMs);
}

/** Synchronous, and a boolean: what an async verifier returns is a promise, which ssh2 takes for a yes. */
function verifyHost(run: LoginRun, key: Buffer): boolean {
  const failure = run.request.hostKey.judge(key);
  run.hostKey = fingerprintOf(key);
  if (failure === undefined) return true;
  run.hostKeyFailure = failure;
  return false;
}

function onHandshake(run: LoginRun): void {
  // Again after every change of session keys.
  if (run.phase === 'login') return;
  run.phase = 'login';
  run.watchdog.restart();
  // Only now has the server proved that the key it showed is its own.
  const failure = run.request.hostKey.remember();
  if (failure === undefined) return;
  run.hostKeyFailure = failure;
  giveUp(run, { kind: 'closed' });
}

function onReady(run: LoginRun): void {
  const { client, request, exchange, greeting, hostKey } = run;
  const credential = exchange.succeed();
  const serverIdent = greeting.read().ident;
  const facts = { user: request.plan.user, credential, hostKey, ...(serverIdent === undefined ? {} : { serverIdent }) };
  settle(run, succeed({ client, ...facts, ...closers(client, request.transport) }));
}

function onError(run: LoginRun, error: Error): void {
  const trouble = toTrouble(error);
  if (isOurs(trouble)) run.exchange.failLocally(error.message);
  else giveUp(run, trouble);
}

function listen(run: LoginRun): void {
  run.client
    .on('handshake', () => onHandshake(run))
    .on('ready', () => onReady(run))
    // Stays on: a hostile server can make ssh2 report an error at any later time.
    .on('error', (error) => onError(run, error))
    .on('change password', () => run.exchange.block('the password has expired'))
    .on('end', () => giveUp(run, { kind: 'closed' }))
    .on('close', () => giveUp(run, { kind: 'closed' }));
}

function connect(run: LoginRun): void {
  const { transport, plan, hostKey } = run.request;
  const algorithms = hostKey.algorithms as ServerHostKeyAlgorithm[] | undefined;
  run.client.connect({
    sock: transport,
    username: plan.user,
    // The login has its own watch on the clock: ssh2's cannot tell a slow server from our own waiting.
    readyTimeout: 0,
    ...(algorithms === undefined ? {} : { algorithms: { serverHostKey: algorithms } }),
    hostVerifier: (key: Buffer): boolean => verifyHost(run, key),
    authHandler: run.exchange.handler,
  });
}

/**
 * Logs in over an open connection: checks the host key, then offers the credentials of the plan.
 * Never rejects; after a failure the connection is closed and nothing of it is left.
 */
export function loginSsh(request: LoginRequest): Promise<Outcome<SshLogin>> {
  return new Promise((resolve) => {
    const run = startRun(request, resolve);
    if (request.signal.aborted) return giveUp(run, { kind: 'aborted' });
    listen(run);
    try {
      connect(run);
    } catch (error) {
      giveUp(run, toTrouble(error instanceof Error ? error : new Error(String(error))));
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
