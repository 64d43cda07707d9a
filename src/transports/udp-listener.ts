import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { readBatch } from './datagram-batch.ts';
import type { Network } from './sender-filter.ts';
import type { UdpLosses, UdpNews, UdpWork } from './udp-worker.ts';

/** More than a minute of a million records a minute. */
const mostHeld = 64 * 1024 * 1024;

export interface UdpListener {
  readonly address: string;
  readonly port: number;
  /** What came and was not given to `receive`. */
  readonly losses: UdpLosses;
  /** Receives no more; ends when everything that came before was given to `receive`. */
  close(): Promise<void>;
}

export interface UdpListenOptions {
  /** Address of this machine to listen at. */
  readonly address: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Called for each datagram; must not throw, and keeps no reference to the bytes. */
  readonly receive: (datagram: Buffer, from: string) => void;
  /** Whose datagrams are taken; everybody's where it is absent or empty. */
  readonly from?: readonly Network[];
  /** Octets of datagrams that may wait until `receive` is called, where this thread is busy. */
  readonly mostHeld?: number;
}

/** Beside the compiled module, or in `dist` where the sources themselves are run. */
function workerUrl(): URL {
  const beside = new URL('./udp-worker.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../dist/transports/udp-worker.js', import.meta.url);
}

class Listener implements UdpListener {
  address = '';
  port = 0;
  losses: UdpLosses = { dropped: 0, refused: 0, refusedFrom: [] };
  readonly #worker: Worker;
  readonly #held = new Int32Array(new SharedArrayBuffer(4));
  readonly #receive: UdpListenOptions['receive'];
  #closing: Promise<void> | undefined;

  constructor({ address, port, receive, from = [], mostHeld: most = mostHeld }: UdpListenOptions) {
    const work: UdpWork = { address, port, from, held: this.#held.buffer, mostHeld: most };
    this.#worker = new Worker(workerUrl(), { workerData: work });
    this.#receive = receive;
  }

  /** @throws the system's error where the port is taken or not allowed */
  async open(): Promise<void> {
    try {
      await new Promise<void>((resolve, reject) => {
        this.#worker.once('error', reject);
        this.#worker.once('message', (news: UdpNews) => {
          if (news.kind === 'failed') reject(Object.assign(new Error(news.message), { code: news.code }));
          if (news.kind !== 'listening') return;
          this.address = news.address;
          this.port = news.port;
          this.#worker.off('error', reject);
          this.#worker.on('message', (later: UdpNews) => this.#take(later));
          resolve();
        });
      });
    } catch (error) {
      await this.#worker.terminate();
      throw error;
    }
  }

  #take(news: UdpNews): void {
    if (news.kind === 'batch' || news.kind === 'closed') this.losses = news.losses;
    if (news.kind !== 'batch') return;
    readBatch(news.batch, this.#receive);
    Atomics.sub(this.#held, 0, news.batch.length);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#worker.on('message', ({ kind }: UdpNews) => kind === 'closed' && resolve());
      this.#worker.once('exit', () => resolve());
    });
    this.#worker.postMessage('close');
    await closed;
    await this.#worker.terminate();
  }
}

/**
 * Listens for datagrams until closed, in a thread of its own: what comes while this one is busy waits, in memory that is bounded.
 * @throws the system's error where the port is taken or not allowed.
 */
export async function listenUdp(options: UdpListenOptions): Promise<UdpListener> {
  const listener = new Listener(options);
  await listener.open();
  return listener;
}
