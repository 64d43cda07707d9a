import { describe, expect, it } from 'vitest';
import { placesOf, textWidth, toCard } from '../../src/export/card.ts';
import { cardPath } from '../../src/export/card-shape.ts';
import type { PictureBox, PictureNode } from '../../src/export/picture.ts';
import { hostKinds } from '../../src/model/snapshot.ts';

const row = (title: string, ports = '', note = ''): PictureNode => ({ id: `s-${title}`, title, ports, note, look: 'service' });
const box = (nodes: readonly PictureNode[], title = 'db1', details = ['10.0.0.1']): PictureBox => ({
  id: 'h1',
  title,
  details,
  kind: 'server',
  sight: 'fresh',
  nodes,
});

describe('textWidth', () => {
  it('counts wide and narrow letters and takes wide scripts for wide', () => {
    expect(textWidth('mmmm', 10)).toBeGreaterThan(textWidth('iiii', 10));
    expect(textWidth('数据库', 10)).toBeGreaterThan(textWidth('abc', 10));
    expect(textWidth('', 10)).toBe(0);
  });
});

describe('toCard', () => {
  it('is wide enough for the longest line and high enough for every row', () => {
    const card = toCard(
      box([row('nginx', '80, 443'), row('a-service-with-quite-a-long-name', '8080', 'shared, 12 arrows not drawn')]),
    );
    const last = card.rows.at(-1);
    expect(card.width).toBeGreaterThan(textWidth('a-service-with-quite-a-long-name', 11) + textWidth('8080', 11));
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(card.height);
  });

  it('places rows below each other, one with a note higher than one without', () => {
    const [first, second] = toCard(box([row('a'), row('b', '1', 'note')])).rows;
    expect(second?.y).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
    expect(second?.height).toBeGreaterThan(first?.height ?? 0);
  });

  it('is small for a host alone', () => {
    expect(toCard(box([])).height).toBeLessThan(toCard(box([row('a')])).height);
  });
});

describe('placesOf', () => {
  it('gives a row the sides of its card, where arrows arrive', () => {
    const card = { ...toCard(box([row('a')])), x: 100, y: 50 };
    const places = placesOf([card]);
    expect(places.get('h1')).toMatchObject({ x: 100, y: 50, width: card.width });
    expect(places.get('s-a')).toMatchObject({ x: 100, width: card.width, y: 50 + (card.rows[0]?.y ?? 0) });
  });
});

describe('cardPath', () => {
  it('gives each kind of host its own closed outline', () => {
    const paths = hostKinds.map((kind) => cardPath(kind, { x: 0, y: 0, width: 100, height: 60 }));
    expect(new Set(paths).size).toBe(hostKinds.length);
    for (const path of paths) expect(path).toMatch(/^M[-\d.,a-z ]+z$/i);
  });
});
