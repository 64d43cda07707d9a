import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for the next slot; false when the signal came first. Slots are given out in order of asking.
 */
export type Pace = (signal: AbortSignal) => Promise<boolean>;

/** Time, replaced in tests. `sleep` gives false when the signal came first. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<boolean>;
}

const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, true, { signal }).catch(() => false),
};

/**
 * Spreads connects evenly: at most `rate` a second, and never a burst, because a burst is what fills
 * the state tables of firewalls on the way. Leaves no timer behind.
 */
export function createPace(rate: number | undefined, clock: Clock = systemClock): Pace {
  if (rate === undefined) return (signal) => Promise.resolve(!signal.aborted);
  const gap = 1000 / rate;
  let nextSlot = 0;
  return async (signal) => {
    if (signal.aborted) return false;
    const slot = Math.max(nextSlot, clock.now());
    nextSlot = slot + gap;
    const wait = slot - clock.now();
    // A timer is no finer than a millisecond; shorter gaps even out over the next slots.
    if (wait < 1) return true;
    return await clock.sleep(wait, signal);
  };
}
