import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centre, type Rectangle, shelve, sideCurve, sortedGrid, straightLine } from '../../src/export/geometry.ts';

const box = (x: number, y: number, width = 100, height = 40): Rectangle => ({ x, y, width, height });

const sizes = fc.array(fc.record({ width: fc.integer({ min: 20, max: 300 }), height: fc.integer({ min: 20, max: 200 }) }), {
  maxLength: 60,
});

/** Whether any two rectangles share more than an edge. */
function overlap(rectangles: readonly Rectangle[]): boolean {
  return rectangles.some((a, i) =>
    rectangles.some(
      (b, j) => i < j && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
    ),
  );
}

describe('centre', () => {
  it('is half way', () => {
    expect(centre(box(10, 20))).toEqual({ x: 60, y: 40 });
  });
});

describe('straightLine', () => {
  it('goes from the side of one to the facing side of the other', () => {
    expect(straightLine(box(0, 0), box(300, 0))).toEqual([
      { x: 100, y: 20 },
      { x: 166.7, y: 20 },
      { x: 233.3, y: 20 },
      { x: 300, y: 20 },
    ]);
  });

  it('leaves through top and bottom where they stand above each other', () => {
    const [start, , , end] = straightLine(box(0, 0), box(0, 200));
    expect([start, end]).toEqual([
      { x: 50, y: 40 },
      { x: 50, y: 200 },
    ]);
  });

  it('stays finite where both are in the same place', () => {
    for (const { x, y } of straightLine(box(0, 0), box(0, 0)))
      expect([Number.isFinite(x), Number.isFinite(y)]).toEqual([true, true]);
  });
});

describe('sideCurve', () => {
  it('leaves to the right for what is on the right, and to the left for what is on the left', () => {
    expect(sideCurve(box(0, 0), box(300, 100)).map(({ x }) => x)).toEqual([100, 200, 200, 300]);
    expect(sideCurve(box(300, 0), box(0, 0)).map(({ x }) => x)).toEqual([300, 200, 200, 100]);
  });
});

describe('shelve', () => {
  it('begins a new row where the width is used up', () => {
    const places = shelve([box(0, 0), box(0, 0), box(0, 0)], 250, 10);
    expect(places).toEqual([
      { x: 0, y: 0 },
      { x: 110, y: 0 },
      { x: 0, y: 50 },
    ]);
  });

  it('never lets two overlap', () => {
    fc.assert(
      fc.property(sizes, (list) => {
        const places = shelve(list, 500, 5);
        expect(overlap(list.map((size, index) => ({ ...size, ...(places[index] ?? { x: 0, y: 0 }) })))).toBe(false);
      }),
    );
  });
});

describe('sortedGrid', () => {
  it('keeps left on the left and top on top', () => {
    const list = Array.from({ length: 4 }, () => box(0, 0, 100, 100));
    const centres = [
      { x: 9, y: 9 },
      { x: 0, y: 9 },
      { x: 9, y: 0 },
      { x: 0, y: 0 },
    ];
    const [a, b, c, d] = sortedGrid(list, centres, 10);
    expect([a, b, c, d]).toEqual([
      { x: 110, y: 110 },
      { x: 0, y: 110 },
      { x: 110, y: 0 },
      { x: 0, y: 0 },
    ]);
  });

  it('never lets two overlap, wherever they were', () => {
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.record({ x: fc.integer(), y: fc.integer() })), (list, stream) => {
        const centres = list.map(() => stream.next().value);
        const places = sortedGrid(list, centres, 5);
        expect(places).toHaveLength(list.length);
        expect(overlap(list.map((size, index) => ({ ...size, ...(places[index] ?? { x: 0, y: 0 }) })))).toBe(false);
      }),
    );
  });
});
