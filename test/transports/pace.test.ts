import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, createPace } from '../../src/transports/pace.ts';
import { busyResources, never } from './support/wait.ts';

/** A clock that stands still until somebody sleeps. */
function fakeClock(): Clock & { readonly slept: number[]; at: number } {
  const clock = {
    at: 0,
    slept: [] as number[],
    now: () => clock.at,
    sleep: async (ms: number) => {
      clock.slept.push(ms);
      return true;
    },
  };
  return clock;
}

describe('createPace', () => {
  it('lets everybody through without a rate', async () => {
    const clock = fakeClock();
    const pace = createPace(undefined, clock);
    expect(await Promise.all([pace(never()), pace(never())])).toEqual([true, true]);
    expect(clock.slept).toEqual([]);
  });

  it('spreads connects evenly, in order of asking', async () => {
    const clock = fakeClock();
    const pace = createPace(10, clock);
    await Promise.all([pace(never()), pace(never()), pace(never()), pace(never())]);
    expect(clock.slept).toEqual([100, 200, 300]);
  });

  it('saves no slots up for a burst', async () => {
    const clock = fakeClock();
    const pace = createPace(10, clock);
    await pace(never());
    clock.at = 10_000;
    await pace(never());
    await pace(never());
    expect(clock.slept).toEqual([100]);
  });

  it('does not drift where the gap is shorter than a timer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 200 }), async (rate, count) => {
        const clock = fakeClock();
        const pace = createPace(rate, clock);
        for (let index = 0; index < count; index += 1) await pace(never());
        const last = Math.max(0, ...clock.slept);
        expect(Math.abs(last - ((count - 1) * 1000) / rate)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives up at the signal and leaves no timer', async () => {
    const before = busyResources();
    const pace = createPace(0.001);
    const stop = new AbortController();
    expect(await pace(stop.signal)).toBe(true);
    const waiting = pace(stop.signal);
    stop.abort();
    expect(await waiting).toBe(false);
    expect(await pace(stop.signal)).toBe(false);
    expect(busyResources()).toEqual(before);
  });
});
