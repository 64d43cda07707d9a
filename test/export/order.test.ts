import { describe, expect, it } from 'vitest';
import { compareText, groupBy, sortBy } from '../../src/export/order.ts';

describe('compareText', () => {
  it('orders by code unit, whatever the locale thinks', () => {
    expect(['b', 'a', 'B', 'ä', 'a1', 'a10', 'a2'].sort(compareText)).toEqual(['B', 'a', 'a1', 'a10', 'a2', 'b', 'ä']);
    expect(compareText('x', 'x')).toBe(0);
  });
});

describe('sortBy', () => {
  it('sorts a copy', () => {
    const items = [{ id: 'b' }, { id: 'a' }];
    expect(sortBy(items, ({ id }) => id)).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(items[0]).toEqual({ id: 'b' });
  });
});

describe('groupBy', () => {
  it('keeps the order of the items and of the first of each group', () => {
    const groups = groupBy([3, 1, 4, 1, 5], (number) => number % 2);
    expect([...groups]).toEqual([
      [1, [3, 1, 1, 5]],
      [0, [4]],
    ]);
  });

  it('takes names that objects have of their own', () => {
    expect(groupBy(['__proto__', 'constructor'], (text) => text).get('constructor')).toEqual(['constructor']);
  });
});
