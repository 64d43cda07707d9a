import type { Rectangle } from './card.ts';

/** Points (1/72 inch), y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One tenth of a point is finer than any screen, and rounding hides the noise of floating point. */
export const round = (value: number): number => Math.round(value * 10) / 10;

export const centre = ({ x, y, width, height }: Rectangle): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Where the line from the middle of a rectangle to a point leaves it. */
function exit(rectangle: Rectangle, towards: Point): Point {
  const from = centre(rectangle);
  const dx = towards.x - from.x;
  const dy = towards.y - from.y;
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : rectangle.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : rectangle.height / 2 / Math.abs(dy),
  );
  if (!Number.isFinite(scale) || scale >= 1) return from;
  return { x: from.x + dx * scale, y: from.y + dy * scale };
}

const between = (a: Point, b: Point, share: number): Point => ({
  x: round(a.x + (b.x - a.x) * share),
  y: round(a.y + (b.y - a.y) * share),
});

/** A straight arrow from the edge of one rectangle to the edge of another, as one cubic Bézier curve. */
export function straightLine(from: Rectangle, to: Rectangle): Point[] {
  const start = exit(from, centre(to));
  const end = exit(to, centre(from));
  return [0, 1 / 3, 2 / 3, 1].map((share) => between(start, end, share));
}

/** Places rectangles in rows from left to right, no row wider than `width`; offsets in the same order. */
export function shelve(
  sizes: readonly { readonly width: number; readonly height: number }[],
  width: number,
  gap: number,
): Point[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return sizes.map((size) => {
    if (x > 0 && x + size.width > width) {
      x = 0;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    const place = { x, y };
    x += size.width + gap;
    rowHeight = Math.max(rowHeight, size.height);
    return place;
  });
}
