import { describe, expect, it } from 'vitest';
import type { FailureStatus } from '../../src/model/failure.ts';
import { grouped } from '../../src/model/number-text.ts';
import type { ScanEvent } from '../../src/scan/events.ts';
import { countEvent, doneCount, openProgress, rate, secondsLeft } from '../../src/scan/progress.ts';
import { clock, countsLine, progressLine, slowest } from '../../src/scan/progress-text.ts';

const t0 = Date.parse('2026-01-01T00:00:00.000Z');
const at = (second: number): string => new Date(t0 + second * 1000).toISOString();
const started = (target: string, second: number): ScanEvent => ({ type: 'host-started', at: at(second), target });
const finished = (target: string, status: 'collected' | FailureStatus): ScanEvent => ({
  type: 'host-finished',
  at: at(9),
  target,
  status,
  milliseconds: 1,
  collection: { target, origin: 'listed', method: 'ssh', startedAt: at(0), finishedAt: at(1), status, session: {}, sections: [] },
});

function progressAfter(...events: ScanEvent[]) {
  const progress = openProgress(10, t0);
  for (const event of events) countEvent(progress, event);
  return progress;
}

describe('progress of a scan', () => {
  it('counts what ended, and how', () => {
    const progress = progressAfter(
      started('a', 0),
      finished('a', 'collected'),
      finished('b', 'refused'),
      finished('c', 'refused'),
      finished('d', 'hung'),
      { type: 'unanswered', target: 'e' },
    );
    expect(doneCount(progress)).toBe(5);
    expect(countsLine(progress)).toBe('read 1, no answer 1, failed 3 (refused 2, hung 1)');
    expect(progress.running.size).toBe(0);
  });

  it('tells rate and time left, and neither before it can', () => {
    const progress = progressAfter(finished('a', 'collected'), finished('b', 'collected'));
    expect(rate(progress, t0)).toBe(0);
    expect(secondsLeft(progress, t0)).toBeUndefined();
    expect(rate(progress, t0 + 4000)).toBe(0.5);
    expect(secondsLeft(progress, t0 + 4000)).toBe(16);
  });

  it('names what is slow now, the slowest first', () => {
    const progress = progressAfter(started('old', 0), started('older', 1), started('young', 58));
    expect(slowest(progress, t0 + 60_000, 10, 3)).toEqual(['old 1:00', 'older 0:59']);
    expect(progressLine(progress, t0 + 60_000)).toBe('0 of 10 done; read 0; slow now: old 1:00, older 0:59');
  });

  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [65_536, '65,536'],
    [1_234_567, '1,234,567'],
  ])('groups %d as %s', (value, text) => expect(grouped(value)).toBe(text));

  it.each([
    [0, '0:00'],
    [59.6, '1:00'],
    [3723, '1:02:03'],
    [-5, '0:00'],
  ])('shows %d s as %s', (seconds, text) => expect(clock(seconds)).toBe(text));
});
