import { describe, expect, it } from 'vitest';
import type { SeenFrom } from '../../src/model/snapshot.ts';
import { decodeLastSeen, encodeLastSeen, openSeenTimes } from '../../src/store/last-seen.ts';
import { at, dependencyOf, hostOf, snapshotOf } from './samples.ts';

const timesOf = (client: number | undefined, server: number | undefined) => {
  const host = (index: number, seconds: number | undefined) => {
    const { evidence, ...rest } = hostOf(index, seconds ?? 0);
    return seconds === undefined || evidence === undefined ? rest : { ...rest, evidence };
  };
  return openSeenTimes(snapshotOf(1, { hosts: [host(0, client), host(1, server)] }));
};

const seen = (seenFrom: SeenFrom, seconds: number) => ({ ...dependencyOf(0, 1, seconds), seenFrom });

describe('encodeLastSeen', () => {
  it.each([
    ['client', 10, 20, 10],
    ['client', 20, 10, 20],
    ['server', 10, 20, 20],
    ['server', 20, 10, 10],
  ] as const)(
    'is the same number whichever end was visited first, seen from the %s (%i, %i)',
    (seenFrom, client, server, last) => {
      expect(encodeLastSeen(seen(seenFrom, last), timesOf(client, server))).toBe(seenFrom === 'client' ? 0 : 1);
    },
  );

  it('is the later end of a dependency that both saw', () => {
    expect(encodeLastSeen(seen('both', 20), timesOf(10, 20))).toBe(2);
    expect(encodeLastSeen(seen('both', 20), timesOf(20, 10))).toBe(2);
    expect(encodeLastSeen(seen('both', 20), timesOf(20, undefined))).toBe(2);
    expect(encodeLastSeen(seen('both', 20), timesOf(undefined, 20))).toBe(2);
  });

  it('is the time itself where no end was visited then', () => {
    expect(encodeLastSeen(seen('both', 5), timesOf(10, 20))).toBe(at(5));
    expect(encodeLastSeen(seen('client', 5), timesOf(undefined, undefined))).toBe(at(5));
  });

  it('is undone by decodeLastSeen', () => {
    for (const seenFrom of ['client', 'server', 'both', 'flow', 'config'] as const) {
      for (const seconds of [5, 10, 20, 3600]) {
        for (const times of [timesOf(10, 20), timesOf(20, 10), timesOf(10, undefined), timesOf(undefined, undefined)]) {
          const dependency = seen(seenFrom, seconds);
          expect(decodeLastSeen(encodeLastSeen(dependency, times), dependency, times)).toBe(at(seconds));
        }
      }
    }
  });
});
