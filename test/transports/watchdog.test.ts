import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWatchdog } from '../../src/transports/watchdog.ts';

describe('createWatchdog', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('barks after so much silence', () => {
    const bark = vi.fn();
    createWatchdog(100, bark);
    vi.advanceTimersByTime(99);
    expect(bark).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(bark).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(bark).toHaveBeenCalledTimes(1);
  });

  it('starts anew at every sign of progress', () => {
    const bark = vi.fn();
    const watchdog = createWatchdog(100, bark);
    for (let index = 0; index < 5; index += 1) {
      vi.advanceTimersByTime(99);
      watchdog.restart();
    }
    expect(bark).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(bark).toHaveBeenCalledTimes(1);
  });

  it('takes another limit from one step to the next', () => {
    const bark = vi.fn();
    const watchdog = createWatchdog(100, bark);
    watchdog.restart(500);
    vi.advanceTimersByTime(499);
    watchdog.restart();
    vi.advanceTimersByTime(499);
    expect(bark).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(bark).toHaveBeenCalledTimes(1);
  });

  it('is silent while it is stopped, and leaves no timer', () => {
    const bark = vi.fn();
    const watchdog = createWatchdog(100, bark);
    watchdog.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1000);
    watchdog.restart();
    vi.advanceTimersByTime(99);
    expect(bark).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(bark).toHaveBeenCalledTimes(1);
  });
});
