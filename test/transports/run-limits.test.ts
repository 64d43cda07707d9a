import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchLimits } from '../../src/transports/run-limits.ts';
import { never } from './support/wait.ts';

describe('watchLimits', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends at the deadline, once', () => {
    const stop = vi.fn();
    watchLimits({ signal: never(), deadlineMs: 50 }, stop);
    vi.advanceTimersByTime(49);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(stop.mock.calls).toEqual([['deadline']]);
  });

  it.each([
    [undefined, 'aborted'],
    [new Error('Ctrl-C'), 'aborted'],
    [new DOMException('over', 'TimeoutError'), 'deadline'],
  ])('a signal aborted with %s is %s', (reason, end) => {
    const stop = vi.fn();
    const controller = new AbortController();
    watchLimits({ signal: controller.signal, deadlineMs: 50 }, stop);
    controller.abort(reason);
    vi.advanceTimersByTime(1000);
    expect(stop.mock.calls).toEqual([[end]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells a signal that was aborted before, later than the call', () => {
    const stop = vi.fn();
    watchLimits({ signal: AbortSignal.abort(), deadlineMs: 50 }, stop);
    expect(stop).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(stop.mock.calls).toEqual([['aborted']]);
  });

  it('is quiet after its release, and leaves neither timer nor listener', () => {
    const stop = vi.fn();
    const controller = new AbortController();
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    watchLimits({ signal: controller.signal, deadlineMs: 50 }, stop)();
    expect(vi.getTimerCount()).toBe(0);
    expect(remove).toHaveBeenCalled();
    controller.abort();
    vi.advanceTimersByTime(1000);
    expect(stop).not.toHaveBeenCalled();
  });

  it('takes a deadline that is over, or further away than a timer reaches', () => {
    const late = vi.fn();
    watchLimits({ signal: never(), deadlineMs: -5 }, late);
    vi.advanceTimersByTime(1);
    expect(late.mock.calls).toEqual([['deadline']]);
    const far = vi.fn();
    watchLimits({ signal: never(), deadlineMs: Number.MAX_SAFE_INTEGER }, far);
    vi.advanceTimersByTime(86_400_000);
    expect(far).not.toHaveBeenCalled();
  });
});
