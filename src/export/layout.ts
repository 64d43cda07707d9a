import { type Card, type PlacedCard, placesOf, toCards } from './card.ts';
import { type Point, type Rectangle, round, type Size, shelve, sortedGrid, straightLine } from './geometry.ts';
import { type AnsweredArrow, type LayoutAnswer, parseLayoutAnswer } from './layout-answer.ts';
import { dotGraph, forceGraph } from './layout-graph.ts';
import type { Picture, PictureArrow } from './picture.ts';
import { runGraphviz } from './run-graphviz.ts';

/** A picture with a place for everything in it, in points. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** In the order of the picture's boxes. */
  readonly cards: readonly PlacedCard[];
  /** In the order of the picture's arrows. */
  readonly arrows: readonly AnsweredArrow[];
}

export interface LayoutOptions {
  /** For each try of graphviz. A safety net: the engine is chosen by size, so that the result does not depend on the machine. */
  readonly milliseconds: number;
}

/** Measured: up to here `dot` needs a few seconds, beyond it soon minutes. */
const dotLimits = { cards: 500, arrows: 1000 };
/** Where `sfdp` needs about ten seconds. */
const forceLimit = 20_000;
const gap = 26;

/** The cards with arrows, placed, and the arrows by their number where the engine drew them. */
interface Placement extends Size {
  readonly corners: readonly Point[];
  readonly drawn: LayoutAnswer['arrows'];
}

function fromAnswer(cards: readonly Card[], text: string): Placement {
  const { width, height, centres, arrows } = parseLayoutAnswer(text);
  const corners = cards.map((card, index) => {
    const { x, y } = centres.get(index) ?? { x: 0, y: 0 };
    return { x: round(x - card.width / 2), y: round(y - card.height / 2) };
  });
  return { width, height, corners, drawn: arrows };
}

/** A grid by the places `sfdp` found, or, without them, in the order of the names: always possible. */
function toGrid(cards: readonly Card[], text?: string): Placement {
  const centres = text === undefined ? undefined : parseLayoutAnswer(text).centres;
  const points = cards.map((_, index) => centres?.get(index) ?? { x: index, y: 0 });
  return { ...enclose(cards, sortedGrid(cards, points, gap * 2)), drawn: new Map() };
}

function enclose(cards: readonly Card[], corners: readonly Point[]): Size & { corners: readonly Point[] } {
  const right = corners.map(({ x }, index) => x + (cards[index]?.width ?? 0));
  const bottom = corners.map(({ y }, index) => y + (cards[index]?.height ?? 0));
  // Not Math.max(...list): a large estate is more arguments than a call takes.
  const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);
  return { width: largest(right), height: largest(bottom), corners };
}

/** dot, then sfdp, then a grid: the first that is fit for the size and ends in time. */
async function place(cards: readonly Card[], arrows: readonly PictureArrow[], limit: number): Promise<Placement> {
  if (cards.length === 0) return { width: 0, height: 0, corners: [], drawn: new Map() };
  if (cards.length <= dotLimits.cards && arrows.length <= dotLimits.arrows) {
    const answer = await runGraphviz({ engine: 'dot', graph: dotGraph(cards, arrows) }, limit);
    if (answer !== undefined) return fromAnswer(cards, answer);
  }
  if (cards.length <= forceLimit) {
    const answer = await runGraphviz({ engine: 'sfdp', graph: forceGraph(cards, arrows) }, limit);
    if (answer !== undefined) return toGrid(cards, answer);
  }
  return toGrid(cards);
}

function drawStraight({ from, to }: PictureArrow, places: ReadonlyMap<string, Rectangle>): AnsweredArrow {
  const start = places.get(from);
  const end = places.get(to);
  return { points: start === undefined || end === undefined ? [] : straightLine(start, end) };
}

/** Cards without an arrow stand in rows of their own below the others. */
function addLonely(cards: readonly Card[], main: Placement): { readonly corners: Point[]; readonly size: Size } {
  const width = Math.max(main.width, 900);
  const top = main.height === 0 ? 0 : main.height + gap;
  const corners = shelve(cards, width, gap).map(({ x, y }) => ({ x, y: y + top }));
  const size = enclose(cards, corners);
  return { corners, size: { width: Math.max(main.width, size.width), height: Math.max(main.height, size.height) } };
}

/** Finds a place for everything in a picture. Deterministic as long as no time limit strikes. */
export async function layOut(picture: Picture, options: LayoutOptions = { milliseconds: 30_000 }): Promise<Layout> {
  const cards = toCards(picture);
  const ends = new Set(picture.arrows.flatMap(({ from, to }) => [from, to]));
  const joined = cards.filter(({ box, rows }) => ends.has(box.id) || rows.some(({ node }) => ends.has(node.id)));
  const inGraph = new Set(joined);
  const lonely = cards.filter((card) => !inGraph.has(card));
  const main = await place(joined, picture.arrows, options.milliseconds);
  const rest = addLonely(lonely, main);
  const corners = new Map<Card, Point>();
  for (const [index, card] of joined.entries()) corners.set(card, main.corners[index] ?? { x: 0, y: 0 });
  for (const [index, card] of lonely.entries()) corners.set(card, rest.corners[index] ?? { x: 0, y: 0 });
  const placed = cards.map((card) => ({ ...card, ...(corners.get(card) ?? { x: 0, y: 0 }) }));
  const places = placesOf(placed);
  const arrows = picture.arrows.map((arrow, index) => main.drawn.get(index) ?? drawStraight(arrow, places));
  return { ...rest.size, cards: placed, arrows };
}
