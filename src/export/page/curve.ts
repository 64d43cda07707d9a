import type { Point } from '../geometry.ts';

/** How a curve is given to cytoscape: corners relative to the line between its ends ("segments"). */
export interface Segments {
  readonly start: Point;
  readonly end: Point;
  /** Share of the way from start to end, and distance to the side of it, of each corner. */
  readonly weights: readonly number[];
  readonly distances: readonly number[];
  /** The corner in the middle, where the library puts the label. */
  readonly middle: Point;
}

/** Corners a Bézier curve is drawn with; even, so that there is one in the middle. A lone curve is long and needs more. */
const stepsFor = (curves: number): number => (curves === 1 ? 20 : 8);

function bezier(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t;
  const mix = (p: number, q: number, r: number, s: number): number =>
    u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** Points along cubic Bézier curves, given as `x, y, …` of 1 + 3n points. */
function sample(coordinates: readonly number[]): Point[] {
  const at = (index: number): Point => ({ x: coordinates[index * 2] ?? 0, y: coordinates[index * 2 + 1] ?? 0 });
  const curves = Math.floor((coordinates.length / 2 - 1) / 3);
  const steps = stepsFor(curves);
  const points = [at(0)];
  for (let curve = 0; curve < curves; curve += 1) {
    const first = curve * 3;
    for (let step = 1; step <= steps; step += 1) {
      points.push(bezier(at(first), at(first + 1), at(first + 2), at(first + 3), step / steps));
    }
  }
  return points;
}

/** Undefined where the arrow has no length, so that there is nothing to draw. */
export function toSegments(coordinates: readonly number[]): Segments | undefined {
  const points = sample(coordinates);
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined) return undefined;
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return undefined;
  const inner = points.slice(1, -1);
  return {
    start,
    end,
    weights: inner.map(({ x, y }) => ((x - start.x) * dx + (y - start.y) * dy) / (length * length)),
    distances: inner.map(({ x, y }) => ((y - start.y) * dx - (x - start.x) * dy) / length),
    middle: inner[Math.floor(inner.length / 2)] ?? start,
  };
}
