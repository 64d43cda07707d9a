import type { Point, Rectangle } from './geometry.ts';
import type { Picture, PictureBox, PictureNode } from './picture.ts';

/** A row of a card, placed within it. */
interface CardRow extends Rectangle {
  readonly node: PictureNode;
}

/** A host drawn as a card: its name on top, a row for each service. Not yet placed. */
export interface Card {
  readonly box: PictureBox;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly CardRow[];
}

/** A card with its upper left corner. */
export type PlacedCard = Card & Point;

export const cardMetrics = {
  titleSize: 13,
  textSize: 11,
  labelSize: 10,
  padding: 9,
  titleHeight: 18,
  lineHeight: 14,
  rowPadding: 5,
  rowGap: 4,
} as const;

const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}\u{ff01}-\u{ff60}]/u;

/** Advance of one character in ems, on the safe side for the usual sans-serif fonts. */
function advance(character: string): number {
  if ("iljtfrI.,:;|!'`()[]- ".includes(character)) return 0.4;
  if ('mwMW@%…\ufffd'.includes(character)) return 1;
  if (wide.test(character)) return 1.1;
  return character >= 'A' && character <= 'Z' ? 0.72 : 0.6;
}

/** Width of a text in points. No font is at hand, so that it is the same on every machine. */
export const textWidth = (text: string, size: number): number =>
  Math.ceil([...text].reduce((sum, character) => sum + advance(character), 0) * size);

function rowSize({ title, ports, note }: PictureNode): { width: number; height: number } {
  const { textSize, lineHeight, rowPadding, padding } = cardMetrics;
  const first = textWidth(title, textSize) + (ports === '' ? 0 : textWidth(ports, textSize) + 14);
  const second = note === '' ? 0 : textWidth(note, cardMetrics.labelSize);
  const lines = note === '' ? 1 : 2;
  return { width: Math.max(first, second) + 2 * padding, height: lines * lineHeight + 2 * rowPadding };
}

/** Measures the card of a host. */
export function toCard(box: PictureBox): Card {
  const { titleSize, textSize, padding, titleHeight, lineHeight, rowGap } = cardMetrics;
  const sizes = box.nodes.map(rowSize);
  const texts = [textWidth(box.title, titleSize) * 1.12, ...box.details.map((line) => textWidth(line, textSize))];
  const inner = Math.ceil(Math.max(64, ...texts, ...sizes.map(({ width }) => width)));
  let y = padding + titleHeight + box.details.length * lineHeight + (box.nodes.length > 0 ? rowGap : 0);
  const rows = box.nodes.map((node, index) => {
    const height = sizes[index]?.height ?? 0;
    const row = { node, x: padding, y, width: inner, height };
    y += height + rowGap;
    return row;
  });
  return { box, width: inner + 2 * padding, height: y + padding - (rows.length > 0 ? rowGap : 4), rows };
}

/** The cards of a picture, in its order. */
export const toCards = (picture: Picture): Card[] => picture.boxes.map(toCard);

/** The rectangle of every id that an arrow can end at; a row reaches to the sides of its card, where arrows arrive. */
export function placesOf(cards: readonly PlacedCard[]): Map<string, Rectangle> {
  const places = new Map<string, Rectangle>();
  for (const card of cards) {
    places.set(card.box.id, card);
    for (const row of card.rows) {
      places.set(row.node.id, { x: card.x, y: card.y + row.y, width: card.width, height: row.height });
    }
  }
  return places;
}
