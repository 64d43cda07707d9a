import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { DatagramBatch } from './datagram-batch.ts';
import { type Network, SenderFilter } from './sender-filter.ts';

/** What the thread that receives is given. */
export interface UdpWork {
  readonly address: string;
  readonly port: number;
  /** Octets that were sent to the other thread and are not done with there: a single 32-bit number both count. */
  readonly held: SharedArrayBuffer;
  /** As many may be held at once. */
  readonly mostHeld: number;
  /** Who is listened to; everybody where there is none. */
  readonly from: readonly Network[];
}

/** Datagrams that were not passed on, since the beginning. */
export interface UdpLosses {
  /** For which there was no room. */
  readonly dropped: number;
  /** Of senders that are not listened to, and the first of these. */
  readonly refused: number;
  readonly refusedFrom: readonly string[];
}

/** What the thread tells. */
export type UdpNews =
  | { readonly kind: 'listening'; readonly address: string; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'batch'; readonly batch: Uint8Array<ArrayBuffer>; readonly losses: UdpLosses }
  | { readonly kind: 'closed'; readonly losses: UdpLosses };

/** What the kernel may hold while this thread waits for a processor; it gives as much of it as its own limit allows (net.core.rmem_max, udp(7)). */
const receiveBuffer = 8 * 1024 * 1024;
/** A datagram waits no longer than this for others, milliseconds. */
const longestWait = 20;

const { address, port, held, mostHeld, from: admitted } = workerData as UdpWork;
const heldOctets = new Int32Array(held);
const batch = new DatagramBatch();
const filter = new SenderFilter(admitted);
let dropped = 0;
let timer: NodeJS.Timeout | undefined;

const tell = (news: UdpNews, memory: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(news, memory);

const losses = (): UdpLosses => ({ dropped, refused: filter.refused, refusedFrom: filter.refusedFrom });

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  const taken = batch.take();
  Atomics.add(heldOctets, 0, taken.length);
  tell({ kind: 'batch', batch: taken, losses: losses() }, [taken.buffer]);
}

/** `::ffff:10.0.0.1` is an IPv4 sender at a socket of both families. */
const plainAddress = (text: string): string => text.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');

function take(datagram: Buffer, from: string): void {
  timer ??= setTimeout(flush, longestWait);
  if (!filter.admits(from)) return;
  if (Atomics.load(heldOctets, 0) + batch.octets + datagram.length > mostHeld) {
    dropped += 1;
    return;
  }
  batch.add(datagram, from);
  if (batch.isFull) flush();
}

const setBuffer = (socket: Socket): void => {
  try {
    socket.setRecvBufferSize(receiveBuffer);
  } catch {
    // What the system gives by itself will have to do; exporters' sequence numbers tell what is lost.
  }
};

const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4' });
const fail = ({ code = '', message }: NodeJS.ErrnoException): void => tell({ kind: 'failed', code, message });
socket.once('error', fail);
socket.on('message', (datagram, { address: from }) => take(datagram, plainAddress(from)));
socket.bind({ address, port, exclusive: true }, () => {
  socket.off('error', fail);
  // An ICMP error that comes back later concerns nobody here: nothing is ever sent.
  socket.on('error', () => undefined);
  setBuffer(socket);
  const bound = socket.address();
  tell({ kind: 'listening', address: bound.address, port: bound.port });
});

// Whatever comes from the other thread means that it is enough.
parentPort?.once('message', () => {
  socket.close(() => {
    flush();
    tell({ kind: 'closed', losses: losses() });
  });
});
