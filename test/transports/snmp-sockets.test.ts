import { describe, expect, it } from 'vitest';
import { createLadder, repetitionsFor } from '../../src/transports/snmp/ladder.ts';
import { createSnmpSockets } from '../../src/transports/snmp/sockets.ts';

describe('sockets', () => {
  it('are one a conversation while there are any, then shared, never more than the cap', () => {
    const sockets = createSnmpSockets(6);
    const holds = Array.from({ length: 10 }, () => sockets.own('127.0.0.1'));
    expect(new Set(holds.map(({ lane }) => lane)).size).toBe(4);
    expect(sockets.connected('127.0.0.1', 9)).toBeUndefined();
    const everybody = [sockets.shared('127.0.0.1'), sockets.shared('127.0.0.2'), sockets.shared('::1')];
    expect(everybody[0]?.lane).toBe(everybody[1]?.lane);
    expect(sockets.open()).toBe(6);
    for (const { release } of [...holds, ...everybody]) {
      release();
      release();
    }
    expect(sockets.open()).toBe(0);
  });

  it('are all closed at once', async () => {
    const sockets = createSnmpSockets(6);
    const { lane } = sockets.shared('127.0.0.1');
    const { signal } = new AbortController();
    const letter = {
      address: '127.0.0.1',
      port: 9,
      id: lane.newId(),
      datagram: Buffer.alloc(1),
      timeoutMs: 10_000,
      tries: 1,
      signal,
    };
    const asking = lane.ask(letter);
    sockets.close();
    expect(await asking).toEqual({ kind: 'aborted' });
    expect(await lane.ask(letter)).toEqual({ kind: 'aborted' });
  });
});

describe('how much is asked for', () => {
  it('goes down to one object and back to what was answered', () => {
    const ladder = createLadder('2c');
    expect(ladder.step()).toMatchObject({ kind: 'getBulk', repetitions: 25 });
    expect(ladder.proven()).toBe(false);
    ladder.answered();
    expect(ladder.proven()).toBe(true);
    expect([ladder.down(), ladder.down(), ladder.down(), ladder.down()]).toEqual([true, true, true, false]);
    expect(ladder.step()).toMatchObject({ kind: 'getNext', columns: 1 });
    ladder.reset();
    expect(ladder.step()).toMatchObject({ repetitions: 25 });
  });

  it('is fewer rows where more columns are asked', () => {
    const step = createLadder('3').step();
    expect([1, 8, 16, 400].map((columns) => repetitionsFor(step, columns))).toEqual([25, 25, 12, 1]);
  });
});
