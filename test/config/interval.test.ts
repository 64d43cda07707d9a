import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsValue, countValues, type Interval, mergeIntervals, subtractIntervals } from '../../src/config/interval.ts';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
  .map(([a, b]): Interval => ({ first: Math.min(a, b), last: Math.max(a, b) }));
const intervals = fc.array(interval, { maxLength: 12 });
const members = (list: readonly Interval[]): Set<number> =>
  new Set(list.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)));
const sorted = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

describe('mergeIntervals', () => {
  it('joins what overlaps or touches', () => {
    const merged = mergeIntervals([
      { first: 10, last: 20 },
      { first: 1, last: 3 },
      { first: 4, last: 5 },
      { first: 15, last: 16 },
    ]);
    expect(merged).toEqual([
      { first: 1, last: 5 },
      { first: 10, last: 20 },
    ]);
  });

  it('holds the same numbers, in order, with gaps between', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const merged = mergeIntervals(list);
        expect(sorted(members(merged))).toEqual(sorted(members(list)));
        expect(countValues(merged)).toBe(members(list).size);
        for (const [index, { first }] of merged.entries()) {
          expect(first).toBeGreaterThan((merged[index - 1]?.last ?? -2) + 1);
        }
      }),
    );
  });

  it('reaches to the last address without overflow', () => {
    const whole = mergeIntervals([
      { first: 0, last: 0xffffffff },
      { first: 5, last: 6 },
    ]);
    expect(countValues(whole)).toBe(2 ** 32);
  });
});

describe('containsValue', () => {
  it('agrees with a plain search', () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: -1, max: 62 }), (list, value) => {
        expect(containsValue(mergeIntervals(list), value)).toBe(members(list).has(value));
      }),
    );
  });
});

describe('subtractIntervals', () => {
  it('agrees with taking the numbers out one by one', () => {
    fc.assert(
      fc.property(interval, intervals, (from, taken) => {
        const holes = members(taken);
        const left = subtractIntervals(from, mergeIntervals(taken));
        expect(sorted(members(left))).toEqual(sorted([...members([from])].filter((value) => !holes.has(value))));
        expect(countValues(left)).toBe(members(left).size);
      }),
    );
  });
});
