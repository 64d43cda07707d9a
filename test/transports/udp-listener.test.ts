import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatagramBatch, readBatch } from '../../src/transports/datagram-batch.ts';
import { type Network, SenderFilter } from '../../src/transports/sender-filter.ts';
import { listenUdp, type UdpListener } from '../../src/transports/udp-listener.ts';

/** Keeps this thread busy, as a save does. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

async function withListener(
  options: { readonly mostHeld?: number; readonly from?: readonly Network[] },
  work: (listener: UdpListener, send: (text: string) => Promise<void>) => Promise<void>,
): Promise<{ readonly heard: readonly string[]; readonly listener: UdpListener }> {
  const heard: string[] = [];
  const receive = (datagram: Buffer, from: string): void => void heard.push(`${from} ${datagram.toString('latin1')}`);
  const listener = await listenUdp({ address: '127.0.0.1', port: 0, receive, ...options });
  const sender = createSocket('udp4');
  const send = (text: string): Promise<void> =>
    new Promise((resolve) => sender.send(text, listener.port, '127.0.0.1', () => resolve()));
  try {
    await work(listener, send);
  } finally {
    // What was sent over loopback lies at the socket already, but its thread may wait for a processor.
    await sleep(300);
    await listener.close();
    sender.close();
  }
  return { heard, listener };
}

describe('a batch of datagrams', () => {
  it('gives back what was put into it, in order', () => {
    const one = fc.tuple(fc.uint8Array({ maxLength: 2000 }), fc.ipV4());
    fc.assert(
      fc.property(fc.array(one, { maxLength: 50 }), (put) => {
        const batch = new DatagramBatch();
        for (const [bytes, from] of put) batch.add(bytes, from);
        const got: [Uint8Array, string][] = [];
        readBatch(batch.take(), (datagram, from) => got.push([new Uint8Array(datagram), from]));
        expect(got).toEqual(put);
        expect(batch.octets).toBe(0);
      }),
    );
  });

  it('has room for the longest datagram until it says that it is full', () => {
    const batch = new DatagramBatch();
    let count = 0;
    for (; !batch.isFull; count += 1) batch.add(new Uint8Array(65_535), 'fe80::1234:5678:9abc:def0');
    const lengths: number[] = [];
    readBatch(batch.take(), ({ length }) => lengths.push(length));
    expect(lengths).toEqual(new Array(count).fill(65_535));
  });
});

describe('whom to listen to', () => {
  it('is everybody where nobody is named', () => {
    expect(new SenderFilter([]).admits('192.0.2.1')).toBe(true);
  });

  it('is who is named, by address or network, of both families', () => {
    const filter = new SenderFilter([
      { address: '10.0.0.1', length: 32 },
      { address: '10.9.0.0', length: 24 },
      { address: 'fd00::', length: 64 },
    ]);
    const asked = ['10.0.0.1', '10.0.0.2', '10.9.0.77', '10.9.1.1', 'fd00::5', 'fd00:0:0:1::5'];
    expect(asked.filter((address) => filter.admits(address))).toEqual(['10.0.0.1', '10.9.0.77', 'fd00::5']);
    expect([filter.refused, filter.refusedFrom]).toEqual([3, ['10.0.0.2', '10.9.1.1', 'fd00:0:0:1::5']]);
  });

  it('names only the first of those it refused', () => {
    const filter = new SenderFilter([{ address: '10.0.0.1', length: 32 }]);
    for (let host = 0; host < 200; host += 1) filter.admits(`10.1.0.${host}`);
    expect([filter.refused, filter.refusedFrom.length]).toEqual([200, 10]);
  });
});

describe('listening for datagrams', () => {
  it('gives all that came before the end, also what came while this thread was busy', async () => {
    const { heard, listener } = await withListener({}, async (_, send) => {
      for (let number = 0; number < 300; number += 1) await send(`before ${number}`);
      block(500);
      for (let number = 0; number < 300; number += 1) await send(`after ${number}`);
    });
    expect(heard).toHaveLength(600);
    expect(heard[0]).toBe('127.0.0.1 before 0');
    expect(heard.at(-1)).toBe('127.0.0.1 after 299');
    expect(listener.losses.dropped).toBe(0);
  });

  it('drops and counts what finds no room', async () => {
    const { heard, listener } = await withListener({ mostHeld: 5000 }, async (_, send) => {
      // Nothing is taken out of the batches before all of it is sent.
      const sent = Array.from({ length: 100 }, () => send('x'.repeat(1000)));
      block(300);
      await Promise.all(sent);
    });
    expect(listener.losses.dropped).toBeGreaterThan(0);
    expect(heard.length + listener.losses.dropped).toBe(100);
  });

  it('refuses whom it does not listen to', async () => {
    const { heard, listener } = await withListener({ from: [{ address: '192.0.2.0', length: 24 }] }, async (_, send) => {
      await send('forged');
    });
    expect([heard, listener.losses]).toEqual([[], { dropped: 0, refused: 1, refusedFrom: ['127.0.0.1'] }]);
  });

  it('says why it cannot listen', async () => {
    const first = await listenUdp({ address: '127.0.0.1', port: 0, receive: () => undefined });
    const second = listenUdp({ address: '127.0.0.1', port: first.port, receive: () => undefined });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    await first.close();
  });
});
