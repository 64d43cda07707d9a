import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSegments } from '../../../src/export/page/curve.ts';

describe('toSegments', () => {
  it('gives a straight line corners on the line', () => {
    const curve = toSegments([0, 0, 30, 0, 60, 0, 90, 0]);
    expect(curve).toMatchObject({ start: { x: 0, y: 0 }, end: { x: 90, y: 0 } });
    expect(curve?.distances.every((distance) => Math.abs(distance) < 1e-9)).toBe(true);
    expect(curve?.middle.x).toBeCloseTo(45);
  });

  it('bends to the side the curve bends to', () => {
    const below = toSegments([0, 0, 30, 50, 60, 50, 90, 0]);
    expect(below?.distances.every((distance) => distance > 0)).toBe(true);
    expect(Math.max(...(below?.distances ?? []))).toBeCloseTo(37.5);
  });

  it('has a corner in the middle, and as many weights as distances', () => {
    const point = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.infiniteStream(point), (curves, stream) => {
        const coordinates = Array.from({ length: (1 + 3 * curves) * 2 }, () => stream.next().value);
        const curve = toSegments(coordinates);
        if (curve === undefined) return;
        expect(curve.weights.length % 2).toBe(1);
        expect(curve.distances).toHaveLength(curve.weights.length);
        const [dx, dy] = [curve.end.x - curve.start.x, curve.end.y - curve.start.y];
        const length = Math.hypot(dx, dy);
        const half = Math.floor(curve.weights.length / 2);
        const [weight = 0, distance = 0] = [curve.weights[half], curve.distances[half]];
        // The corner as cytoscape computes it from weight and distance.
        expect(curve.start.x + dx * weight - (dy / length) * distance).toBeCloseTo(curve.middle.x, 4);
        expect(curve.start.y + dy * weight + (dx / length) * distance).toBeCloseTo(curve.middle.y, 4);
      }),
    );
  });

  it('is nothing where there is nothing to draw', () => {
    expect(toSegments([])).toBeUndefined();
    expect(toSegments([5, 5, 5, 5, 5, 5, 5, 5])).toBeUndefined();
  });
});
