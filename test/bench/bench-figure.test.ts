import { describe, expect, it } from 'vitest';
import { median, pairedRatio, renderFigure } from '../../scripts/bench-figure.ts';

describe('median', () => {
  it('is the middle one, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 9, 2])).toBe(3);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('pairedRatio', () => {
  it('is the median of the ratios of the pairs, not the ratio of the medians', () => {
    expect(pairedRatio([2, 40, 6], [1, 10, 3])).toBe(2);
  });
});

describe('renderFigure', () => {
  it('aligns names to the left, numbers to the right, and leaves out what was not measured', () => {
    const text = renderFigure({
      title: 'Speed',
      columns: ['lines/s', 'times'],
      rows: [
        { name: 'map', values: [1_234_567, 1] },
        { name: 'another', values: [98.76, undefined] },
      ],
      notes: ['two rounds'],
    });
    expect(text.split('\n')).toEqual([
      'Speed',
      '             lines/s  times',
      '  map      1,234,567   1.00',
      '  another       98.8      -',
      '  two rounds',
      '',
    ]);
  });
});
