import { describe, expect, it } from 'vitest';
import { buildPicture } from '../../src/export/build-picture.ts';
import type { PlacedCard } from '../../src/export/card.ts';
import { type Layout, layOut } from '../../src/export/layout.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { aDependency, aHost, aService, aSnapshot, sampleSnapshot } from './sample-snapshot.ts';

const pictureOf = (snapshot: Snapshot, level?: 'hosts') =>
  buildPicture(snapshot, { level, nodeLimit: Number.POSITIVE_INFINITY, arrowLimit: Number.POSITIVE_INFINITY });

/** A ring of hosts, each calling the next few. */
function ring(size: number, calls: number): Snapshot {
  const names = Array.from({ length: size }, (_, index) => `h${String(index).padStart(4, '0')}`);
  return aSnapshot({
    hosts: names.map((name, index) => aHost(name, `10.0.${index >> 8}.${index & 255}`)),
    services: names.map((name) => aService(name, 'x', [1])),
    dependencies: names.flatMap((from, index) =>
      Array.from({ length: calls }, (_, step) => aDependency(`${from}/x`, `${names[(index + step + 1) % size]}/x`, 1)),
    ),
  });
}

function overlapping(cards: readonly PlacedCard[]): string[] {
  return cards.flatMap((a, index) =>
    cards
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.box.title} ${b.box.title}`),
  );
}

const inside = ({ cards, width, height }: Layout): boolean =>
  cards.every((card) => card.x >= 0 && card.y >= 0 && card.x + card.width <= width + 0.5 && card.y + card.height <= height + 0.5);

describe('layOut', () => {
  it('places every card of the sample inside the picture, none on another', async () => {
    const layout = await layOut(pictureOf(sampleSnapshot));
    expect(layout.cards).toHaveLength(15);
    expect(overlapping(layout.cards)).toEqual([]);
    expect(inside(layout)).toBe(true);
  });

  it('stands clients left of what they need', async () => {
    const { cards } = await layOut(pictureOf(sampleSnapshot));
    const x = (title: string): number => cards.find(({ box }) => box.title === title)?.x ?? Number.NaN;
    expect(x('lb1')).toBeLessThan(x('web1'));
    expect(x('web1')).toBeLessThan(x('app1'));
    expect(x('app1')).toBeLessThan(x('db1'));
  });

  it('leads every arrow from the card of its client to the card of its server, with a place for its label', async () => {
    const picture = pictureOf(sampleSnapshot);
    const { cards, arrows } = await layOut(picture);
    const cardOf = (id: string) => cards.find(({ box, rows }) => box.id === id || rows.some(({ node }) => node.id === id));
    const touches = (id: string, point: { x: number; y: number } | undefined): boolean => {
      const card = cardOf(id);
      if (card === undefined || point === undefined) return false;
      return (
        point.x >= card.x - 2 &&
        point.x <= card.x + card.width + 2 &&
        point.y >= card.y - 2 &&
        point.y <= card.y + card.height + 2
      );
    };
    for (const [index, { from, to }] of picture.arrows.entries()) {
      const { points, label } = arrows[index] ?? { points: [] };
      expect(points.length % 3).toBe(1);
      expect([touches(from, points[0]), touches(to, points.at(-1))]).toEqual([true, true]);
      expect(label).toBeDefined();
    }
  });

  it('stands hosts without an arrow below the others', async () => {
    const { cards } = await layOut(pictureOf(sampleSnapshot));
    const lowest = Math.max(
      ...cards.filter(({ box }) => !['dns1', 'mon1'].includes(box.title)).map(({ y, height }) => y + height),
    );
    for (const title of ['dns1', 'mon1']) expect(cards.find(({ box }) => box.title === title)?.y).toBeGreaterThan(lowest);
  });

  it('falls back to a grid with straight arrows where the time is up', async () => {
    const layout = await layOut(pictureOf(sampleSnapshot), { milliseconds: 0 });
    expect(overlapping(layout.cards)).toEqual([]);
    expect(inside(layout)).toBe(true);
    expect(layout.arrows.every(({ points }) => points.length === 4)).toBe(true);
    expect(await layOut(pictureOf(sampleSnapshot), { milliseconds: 0 })).toEqual(layout);
  });

  it('places more hosts than dot can take by force, the same way every time', async () => {
    const picture = pictureOf(ring(600, 2), 'hosts');
    const layout = await layOut(picture);
    expect(overlapping(layout.cards)).toEqual([]);
    expect(inside(layout)).toBe(true);
    expect(layout.arrows.every(({ points, label }) => points.length === 4 && label === undefined)).toBe(true);
    expect(await layOut(picture)).toEqual(layout);
    const byName = await layOut(picture, { milliseconds: 0 });
    expect(layout.cards.map(({ x, y }) => `${x},${y}`)).not.toEqual(byName.cards.map(({ x, y }) => `${x},${y}`));
  });

  it('draws traffic inside one host', async () => {
    const snapshot = aSnapshot({
      hosts: [aHost('a', '10.0.0.1')],
      services: [aService('a', 'x', []), aService('a', 'y', [2])],
      dependencies: [aDependency('a/x', 'a/y', 2)],
    });
    const { arrows } = await layOut(pictureOf(snapshot));
    expect(arrows[0]?.points.length).toBeGreaterThan(1);
  });

  it('has no size without hosts', async () => {
    expect(await layOut(pictureOf(aSnapshot({})))).toMatchObject({ width: 0, height: 0, cards: [], arrows: [] });
  });
});
