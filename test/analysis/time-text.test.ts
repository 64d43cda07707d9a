import { describe, expect, it } from 'vitest';
import { ago, clock, clockAndAge } from '../../src/analysis/time-text.ts';

const before = (seconds: number): string => ago('2026-03-01T00:00:00.000Z', new Date(Date.UTC(2026, 2, 1, 0, 0, seconds)));

describe('ago', () => {
  it.each([
    [0, 'just now'],
    [59, 'just now'],
    [60, '1 min ago'],
    [7199, '119 min ago'],
    [7200, '2 h ago'],
    [2 * 86_400 - 1, '47 h ago'],
    [2 * 86_400, '2 d ago'],
    [400 * 86_400, '400 d ago'],
    [-3600, 'just now'],
  ])('%i seconds', (seconds, text) => {
    expect(before(seconds)).toBe(text);
  });

  it('says nothing of what is no time', () => {
    expect(ago('yesterday', new Date())).toBe('');
  });
});

describe('clock', () => {
  it('is UTC to the minute, and leaves what is no time as it is', () => {
    expect(clock('2026-03-01T02:13:59.999Z')).toBe('2026-03-01 02:13Z');
    expect(clock('yesterday')).toBe('yesterday');
    expect(clockAndAge('2026-03-01T02:13:59.999Z', new Date('2026-03-01T02:20:00Z'))).toBe('2026-03-01 02:13Z, 6 min ago');
  });
});
