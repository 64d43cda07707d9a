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

/** Up to here every arrow gets a free place for its label; beyond it that costs ten times the time (measured). */
const labelledArrows = 150;
/** Beyond this graphviz is told not to look for the very best (graphviz.org, `nslimit`, `mclimit`). */
const carefulArrows = 200;

/** The graph for `dot`: left to right, so that clients stand left of what they need. */
export function dotGraph(cards: readonly Card[], arrows: readonly PictureArrow[]): string {
  const places = anchors(cards);
  const labelled = arrows.length <= labelledArrows;
  const nodes = cards.map((card, index) => `b${index} [label=${cardTable(card)}]`);
  const edges = arrows.map(({ from, to, label }, index) => {
    const space = labelled ? ` label=${labelTable(label)}` : '';
    return `${places.get(from)} -> ${places.get(to)} [id="${index}"${space}]`;
  });
  const haste = arrows.length > carefulArrows ? ' nslimit=3; nslimit1=3; mclimit=0.5;' : '';
  return `digraph { rankdir=LR; ranksep=0.8; nodesep=0.3;${haste} node [shape=plain]; ${[...nodes, ...edges].join('; ')} }`;
}

/**
 * The graph for `sfdp`: who belongs near whom, cards as points. Its own removal of overlaps takes
 * minutes on large dense graphs (measured), so there is none. The seed is fixed.
 */
export function forceGraph(cards: readonly Card[], arrows: readonly PictureArrow[]): string {
  const places = anchors(cards);
  const nodes = cards.map((_, index) => `b${index}`);
  const card = (id: string): string => places.get(id)?.split(':')[0] ?? '';
  const edges = new Set(arrows.map(({ from, to }) => `${card(from)} -- ${card(to)}`));
  return `graph { ${['start=7; overlap=true; splines=none; node [shape=point]', ...nodes, ...edges].join('; ')} }`;
}
