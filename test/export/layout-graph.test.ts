import { describe, expect, it } from 'vitest';
import { buildPicture } from '../../src/export/build-picture.ts';
import { toCards } from '../../src/export/card.ts';
import { dotGraph, forceGraph } from '../../src/export/layout-graph.ts';
import { hostileSnapshot } from './hostile-snapshot.ts';
import { sampleSnapshot } from './sample-snapshot.ts';

const unlimited = { nodeLimit: Number.POSITIVE_INFINITY, arrowLimit: Number.POSITIVE_INFINITY };

describe('the graphs for graphviz', () => {
  it('hold numbers only, nothing a host said', () => {
    const { boxes, arrows, ...rest } = buildPicture(hostileSnapshot, unlimited);
    const cards = toCards({ boxes, arrows, ...rest });
    expect(dotGraph(cards, arrows)).toMatch(/^[\w\s{}[\];=:<>"./#-]+$/);
    expect(dotGraph(cards, arrows).replace(/"[\w.]*"/g, '')).not.toMatch(/script|img|init/);
    expect(forceGraph(cards, arrows)).toMatch(/^[\w\s{}[\];=:.-]+$/);
  });

  it('have a node a card and an edge an arrow; for sfdp one edge a pair of cards', () => {
    const picture = buildPicture(sampleSnapshot, unlimited);
    const cards = toCards(picture);
    expect(dotGraph(cards, picture.arrows).match(/ -> /g)).toHaveLength(picture.arrows.length);
    expect(dotGraph(cards, picture.arrows).match(/<<TABLE BORDER="0" CELLBORDER/g)).toHaveLength(cards.length);
    expect((forceGraph(cards, picture.arrows).match(/ -- /g) ?? []).length).toBeLessThan(picture.arrows.length);
  });
});
