import { randomInt } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { messageId, readMessage, type SnmpMessage } from './message.ts';
import { pduTags } from './pdu.ts';

/** One message to an agent, sent again while nothing comes. */
export interface Letter {
  readonly address: string;
  readonly port: number;
  /** The number the answer will carry; by `newId` of the lane. */
  readonly id: number;
  readonly datagram: Buffer;
  /** How long each try is waited for, milliseconds. */
  readonly timeoutMs: number;
  readonly tries: number;
  readonly signal: AbortSignal;
}

/** How a letter was answered. */
export type Reply =
  | { readonly kind: 'message'; readonly message: SnmpMessage }
  | { readonly kind: 'silent' | 'garbled' | 'refused' | 'aborted' }
  /** The answer came from somebody who was not asked. */
  | { readonly kind: 'elsewhere'; readonly from: string }
  /** It could not be sent; error code of sendto(2). */
  | { readonly kind: 'unsent'; readonly code: string };

/** One UDP socket and the questions under way on it, to however many agents. */
export interface Lane {
  newId(): number;
  /** Never rejects. An answer is known by its number and by the address it comes from. */
  ask(letter: Letter): Promise<Reply>;
  /** What is under way ends as `aborted`. */
  close(): void;
}

interface Pending {
  readonly letter: Letter;
  settle(reply: Reply): void;
  /** Something came from the agent that was no answer to anything. */
  noise: boolean;
  elsewhere?: string;
}

/** Answers that come after their time are known for what they are as long as their number is remembered. */
const rememberedIds = 4096;
const greatestId = 2 ** 31 - 1;
/** What the system allows of this is less on most; bursts of answers are lost where it is small (udp(7), SO_RCVBUF). */
const receiveBuffer = 4 * 1024 * 1024;

const sourceKey = (address: string, port: number): string => `${address} ${port}`;
const placeText = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** A request that comes back, as from an echo server, is no answer. Of an encrypted message nobody can tell here. */
const isAnswer = (message: SnmpMessage): boolean => message.version === '3' || message.pdu.tag === pduTags.response;

class UdpLane implements Lane {
  readonly #socket: Socket;
  readonly #connected: Promise<void> | undefined;
  readonly #pending = new Map<number, Pending>();
  readonly #bySource = new Map<string, Set<Pending>>();
  readonly #past = new Set<number>();
  #closed = false;

  constructor(ipv6: boolean, peer?: { readonly address: string; readonly port: number }) {
    this.#socket = createSocket(ipv6 ? 'udp6' : 'udp4');
    this.#socket.on('message', (datagram, from) => this.#receive(datagram, from));
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#fail(error.code ?? error.message));
    this.#socket.once('listening', () => this.#widen());
    if (peer) {
      this.#connected = connected(this.#socket, peer);
      // Whoever asks is told; nobody may have asked yet.
      this.#connected.catch(() => undefined);
    }
  }

  newId(): number {
    for (;;) {
      const id = randomInt(1, greatestId);
      if (!this.#pending.has(id) && !this.#past.has(id)) return id;
    }
  }

  ask(letter: Letter): Promise<Reply> {
    if (this.#closed || letter.signal.aborted) return Promise.resolve({ kind: 'aborted' });
    return new Promise((resolve) => {
      let triesLeft = letter.tries;
      let timer: NodeJS.Timeout | undefined;
      const onAbort = (): void => pending.settle({ kind: 'aborted' });
      const settle = (reply: Reply): void => {
        clearTimeout(timer);
        letter.signal.removeEventListener('abort', onAbort);
        this.#forget(pending);
        resolve(reply);
      };
      const pending: Pending = { letter, settle, noise: false };
      const attempt = (): void => {
        if (triesLeft-- === 0) {
          settle(disappointment(pending));
          return;
        }
        timer = setTimeout(attempt, letter.timeoutMs);
        this.#send(pending);
      };
      this.#pending.set(letter.id, pending);
      this.#sourceOf(letter).add(pending);
      letter.signal.addEventListener('abort', onAbort, { once: true });
      attempt();
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const pending of [...this.#pending.values()]) pending.settle({ kind: 'aborted' });
    this.#socket.close();
  }

  #sourceOf({ address, port }: Letter): Set<Pending> {
    const key = sourceKey(address, port);
    const known = this.#bySource.get(key) ?? new Set();
    this.#bySource.set(key, known);
    return known;
  }

  #forget(pending: Pending): void {
    const { id, address, port } = pending.letter;
    const source = this.#sourceOf(pending.letter);
    source.delete(pending);
    if (source.size === 0) this.#bySource.delete(sourceKey(address, port));
    this.#pending.delete(id);
    this.#past.add(id);
    const [oldest] = this.#past;
    if (this.#past.size > rememberedIds && oldest !== undefined) this.#past.delete(oldest);
  }

  #send(pending: Pending): void {
    const { datagram, address, port } = pending.letter;
    const done = (error: NodeJS.ErrnoException | null): void => {
      if (error && this.#pending.get(pending.letter.id) === pending) pending.settle(troubleOf(error.code ?? error.message));
    };
    if (this.#connected === undefined) {
      this.#socket.send(datagram, port, address, done);
      return;
    }
    this.#connected.then(() => {
      if (!this.#closed) this.#socket.send(datagram, done);
    }, done);
  }

  #receive(datagram: Buffer, { address, port }: RemoteInfo): void {
    const message = readMessage(datagram);
    const pending = message && isAnswer(message) ? this.#pending.get(messageId(message)) : undefined;
    if (message && pending) {
      if (pending.letter.address === address && pending.letter.port === port) pending.settle({ kind: 'message', message });
      else pending.elsewhere = placeText(address, port);
      return;
    }
    if (message && this.#past.has(messageId(message))) return;
    for (const asked of this.#bySource.get(sourceKey(address, port)) ?? []) asked.noise = true;
  }

  #fail(code: string): void {
    for (const pending of [...this.#pending.values()]) pending.settle(troubleOf(code));
  }

  #widen(): void {
    try {
      this.#socket.setRecvBufferSize(receiveBuffer);
    } catch {
      // Then it is as large as it is.
    }
  }
}

const connected = (socket: Socket, { address, port }: { readonly address: string; readonly port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    // The types know no error here, but connect(2) fails where there is no route.
    socket.connect(port, address, ((error?: Error) => (error ? reject(error) : resolve())) as () => void);
  });

const troubleOf = (code: string): Reply => (code === 'ECONNREFUSED' ? { kind: 'refused' } : { kind: 'unsent', code });

/** What an unanswered letter ends as: whatever came in its place tells more than silence. */
function disappointment({ elsewhere, noise }: Pending): Reply {
  if (elsewhere !== undefined) return { kind: 'elsewhere', from: elsewhere };
  return { kind: noise ? 'garbled' : 'silent' };
}

/**
 * A socket for questions to anybody; with a `peer`, to that one alone: only such a one is told that nothing listens there
 * (ICMP port unreachable), and only the other kind hears an answer that comes from another address.
 */
export const createLane = (ipv6: boolean, peer?: { readonly address: string; readonly port: number }): Lane =>
  new UdpLane(ipv6, peer);
