/** Points (1/72 inch), y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in points, from its upper left corner; y grows downwards. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The size of something that has no place yet, in points. */
export type Size = Pick<Rectangle, 'width' | 'height'>;

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
export function shelve(sizes: readonly Size[], width: number, gap: number): Point[] {
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

/**
 * A grid in which what was near stays near: sorted by x into columns, each sorted by y. About as wide
 * as a screen; upper left corners in the order of the sizes.
 */
export function sortedGrid(sizes: readonly Size[], centres: readonly Point[], gap: number): Point[] {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const tall = sizes.reduce((sum, { height }) => sum + height + gap, 0) / Math.max(sizes.length, 1);
  const rows = Math.max(1, Math.round(Math.sqrt(area / 1.6) / Math.max(tall, 1)));
  const numbers = sizes.map((_, index) => index);
  const at = (index: number): Point => centres[index] ?? { x: 0, y: 0 };
  const byX = numbers.toSorted((a, b) => at(a).x - at(b).x || at(a).y - at(b).y || a - b);
  const corners = sizes.map(() => ({ x: 0, y: 0 }));
  let x = 0;
  for (let first = 0; first < byX.length; first += rows) {
    const column = byX.slice(first, first + rows).sort((a, b) => at(a).y - at(b).y || a - b);
    let y = 0;
    for (const index of column) {
      corners[index] = { x, y };
      y += (sizes[index]?.height ?? 0) + gap;
    }
    x += column.reduce((widest, index) => Math.max(widest, sizes[index]?.width ?? 0), 0) + gap;
  }
  return corners;
}

/** A curve that leaves one rectangle to the side and enters the other from the side that faces it. */
export function sideCurve(from: Rectangle, to: Rectangle): Point[] {
  const [a, b] = [centre(from), centre(to)];
  const way = a.x <= b.x ? 1 : -1;
  const start = { x: a.x + (way * from.width) / 2, y: a.y };
  const end = { x: b.x - (way * to.width) / 2, y: b.y };
  const bend = Math.max(30, Math.abs(end.x - start.x) / 2) * way;
  return [start, { x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end];
}
