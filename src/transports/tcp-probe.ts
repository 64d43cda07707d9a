import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { Failure, FailureStatus } from '../model/failure.ts';
import type { ProbeResult } from './types.ts';

export interface ProbeRequest {
  readonly host: string;
  readonly port: number;
  /** How the place is called in messages: `web1:22`. */
  readonly label: string;
  /** Time-out of the connect, all addresses of a name together, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** connect(2) and the firewalls of this machine; everything else is taken for silence. */
const statusOfCode: Readonly<Record<string, FailureStatus>> = {
  ECONNREFUSED: 'refused',
  // A reset instead of an answer: somebody is there and does not want us.
  ECONNRESET: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EINVAL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'unanswered',
};

const textOfCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  EADDRNOTAVAIL: 'this machine has no address to reach it from',
  EINVAL: 'the address cannot be connected to (a link-local one needs a zone, as in fe80::1%eth0)',
  EACCES: 'connecting there is not permitted on this machine',
  EPERM: 'a firewall on this machine forbids it',
  EMFILE: 'this process has too many open files; raise ulimit -n or lower --concurrency',
};

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
/** What connect(2) says when address resolution on the last network stays without an answer. */
const absentCodes: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'EHOSTDOWN']);

const closed = (status: FailureStatus, message: string): ProbeResult => ({ kind: 'closed', failure: { status, message } });

/** What an error code of a connect means, `TIMEOUT` and `ABORT` being our own. */
export function connectFailure(code: string, { label, timeoutMs }: Pick<ProbeRequest, 'label' | 'timeoutMs'>): Failure {
  if (code === 'ABORT') return { status: 'interrupted', message: `${label}: stopped before it answered` };
  if (code === 'TIMEOUT') return { status: 'unanswered', message: `${label}: no answer in ${seconds(timeoutMs)}` };
  return { status: statusOfCode[code] ?? 'internal', message: `${label}: ${textOfCode[code] ?? `connect failed (${code})`}` };
}

/** One connect to one address. Gives the socket, or the error code, `TIMEOUT` or `ABORT`. */
function connectOnce(address: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<Socket | string> {
  return new Promise((resolve) => {
    // Nagle: without noDelay every step of a login waits for the one before to be acknowledged.
    const socket = connect({ host: address, port, noDelay: true });
    const settle = (result: Socket | string): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('connect', onConnect);
      if (typeof result === 'string') socket.destroy();
      resolve(result);
    };
    const onConnect = (): void => settle(socket);
    const onAbort = (): void => settle('ABORT');
    const timer = setTimeout(() => settle('TIMEOUT'), timeoutMs);
    socket.once('connect', onConnect);
    // Stays on for the life of the socket: between probe and login nobody else listens for errors.
    socket.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

type Resolution = { readonly addresses: readonly string[] } | { readonly failure: Failure };

const lookupProblem: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name has no address',
  EAI_AGAIN: 'the resolver of this machine does not answer',
};

async function resolveName({ host, label, timeoutMs, signal }: ProbeRequest): Promise<Resolution> {
  if (isIP(host.split('%')[0] ?? '') !== 0) return { addresses: [host] };
  // getaddrinfo(3) has no time limit and cannot be stopped, so it is raced.
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const cut = new Promise<Resolution>((resolve) => {
    const end = (status: FailureStatus, text: string): void => resolve({ failure: { status, message: `${label}: ${text}` } });
    timer = setTimeout(() => end('unresolved', `the resolver gave no answer in ${seconds(timeoutMs)}`), timeoutMs);
    onAbort = () => end('interrupted', 'stopped while its name was looked up');
    signal.addEventListener('abort', onAbort, { once: true });
  });
  const found = lookup(host, { all: true }).then(
    (entries): Resolution => ({ addresses: entries.map(({ address }) => address) }),
    ({ code = 'error' }: NodeJS.ErrnoException): Resolution => ({
      failure: {
        status: 'unresolved',
        message: `${label}: ${lookupProblem[code] ?? `the name could not be looked up (${code})`}`,
      },
    }),
  );
  const resolution = await Promise.race([found, cut]);
  clearTimeout(timer);
  if (onAbort) signal.removeEventListener('abort', onAbort);
  return resolution;
}

/**
 * Connects to a host, trying the addresses of a name one after the other within the time-out. An open
 * socket is handed on with noDelay set and an error listener, and belongs to the caller.
 */
export async function probeTcp(request: ProbeRequest): Promise<ProbeResult> {
  const { port, timeoutMs, signal, label } = request;
  if (signal.aborted) return { kind: 'closed', failure: connectFailure('ABORT', request) };
  const resolution = await resolveName(request);
  if ('failure' in resolution) return { kind: 'closed', failure: resolution.failure };
  let last: Failure | undefined;
  let absent = true;
  for (const address of resolution.addresses) {
    const result = await connectOnce(address, port, timeoutMs / resolution.addresses.length, signal);
    if (typeof result !== 'string') return { kind: 'open', socket: result, address };
    last = connectFailure(result, request);
    absent &&= absentCodes.has(result);
    if (last.status === 'interrupted') break;
  }
  if (last === undefined) return closed('unresolved', `${label}: the name has no address`);
  return { kind: 'closed', failure: last, ...(absent ? { absent } : {}) };
}
