import { type Card, cardMetrics, textWidth } from './card.ts';
import type { PictureArrow } from './picture.ts';

/** A card without remote text: a table of fixed size with a port a row (graphviz.org, "HTML-like labels"). */
function cardTable({ width, height, rows }: Card): string {
  const cell = (port: string, cellHeight: number): string =>
    `<TR><TD ${port} FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${Math.floor(cellHeight)}"></TD></TR>`;
  const top = rows[0]?.y ?? height;
  const cells = rows.map((row, index) => cell(`PORT="r${index}"`, (rows[index + 1]?.y ?? height) - row.y));
  const table = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE"';
  return `<<TABLE ${table} WIDTH="${width}" HEIGHT="${Math.floor(height)}">${cell('', top)}${cells.join('')}</TABLE>>`;
}

/** Keeps the place of a label free, whatever it says. */
const labelTable = (text: string): string =>
  `<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="${textWidth(text, cardMetrics.labelSize) + 6}" HEIGHT="13"><TR><TD></TD></TR></TABLE>>`;

/** Node and port of every id that an arrow can end at. */
function anchors(cards: readonly Card[]): Map<string, string> {
  return new Map(
    cards.flatMap(({ box, rows }, card) => [
      [box.id, `b${card}`] as const,
      ...rows.map(({ node }, row) => [node.id, `b${card}:r${row}`] as const),
    ]),
  );
}

/** The graph for `dot`: left to right, so that clients stand left of what they need. */
export function dotGraph(cards: readonly Card[], arrows: readonly PictureArrow[]): string {
  const places = anchors(cards);
  const nodes = cards.map((card, index) => `b${index} [label=${cardTable(card)}]`);
  const edges = arrows.map(
    ({ from, to, label }, index) => `${places.get(from)} -> ${places.get(to)} [id="${index}" label=${labelTable(label)}]`,
  );
  return `digraph { rankdir=LR; ranksep=1.1; nodesep=0.36; node [shape=plain]; ${[...nodes, ...edges].join('; ')} }`;
}

/** The graph for `sfdp`: cards as plain rectangles (inches), one edge a pair. The seed is fixed. */
export function forceGraph(cards: readonly Card[], arrows: readonly PictureArrow[]): string {
  const places = anchors(cards);
  const inches = (points: number): string => (points / 72).toFixed(3);
  const nodes = cards.map(({ width, height }, index) => `b${index} [width=${inches(width)} height=${inches(height)}]`);
  const card = (id: string): string => places.get(id)?.split(':')[0] ?? '';
  const edges = new Set(arrows.map(({ from, to }) => `${card(from)} -- ${card(to)}`));
  const head = 'start=7; overlap=prism; sep="+14"; splines=none; node [shape=box fixedsize=true label=""]';
  return `graph { ${[head, ...nodes, ...edges].join('; ')} }`;
}
