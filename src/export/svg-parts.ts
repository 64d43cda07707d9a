import { cardMetrics, type PlacedCard } from './card.ts';
import { cardPath } from './card-shape.ts';
import { type Point, type Rectangle, round } from './geometry.ts';
import type { AnsweredArrow } from './layout-answer.ts';
import { arrowLooks, boxLooks, nodeLooks } from './look.ts';
import type { ArrowState, PictureArrow, Sight } from './picture.ts';
import { escapeXml } from './xml.ts';

const dashes = { solid: '', dashed: ' stroke-dasharray="6 4"', dotted: ' stroke-dasharray="1.5 4"' } as const;

interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly bold?: boolean;
}

/** One line of text; `y` is the base line. */
export function renderText(text: string, { x, y }: Point, { size, fill, anchor, bold = false }: TextStyle): string {
  const style = `${anchor === undefined ? '' : ` text-anchor="${anchor}"`}${bold ? ' font-weight="600"' : ''}`;
  return text === '' ? '' : `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${style}>${escapeXml(text)}</text>`;
}

function renderRow(row: PlacedCard['rows'][number], corner: Point): string {
  const { fill, stroke, text } = nodeLooks[row.node.look];
  const { textSize, labelSize, padding, rowPadding, lineHeight } = cardMetrics;
  const [x, y] = [corner.x + row.x, corner.y + row.y];
  const line = y + rowPadding + textSize - 0.5;
  return [
    `<rect x="${x}" y="${y}" width="${row.width}" height="${row.height}" rx="4" fill="${fill}" stroke="${stroke}" stroke-width="0.8"/>`,
    renderText(row.node.title, { x: x + padding, y: line }, { size: textSize, fill: text }),
    renderText(row.node.ports, { x: x + row.width - padding, y: line }, { size: textSize, fill: '#4a5a6b', anchor: 'end' }),
    renderText(row.node.note, { x: x + padding, y: line + lineHeight - 1 }, { size: labelSize, fill: '#5f5526' }),
  ].join('');
}

/** Dashed is whatever was not read this time. */
const outline = (sight: Sight): string => (sight === 'fresh' ? dashes.solid : dashes.dashed);

/** A host with its services. */
export function renderCard(card: PlacedCard): string {
  const { fill, stroke } = boxLooks[card.box.kind];
  const { titleSize, textSize, padding, titleHeight, lineHeight } = cardMetrics;
  const x = card.x + card.width / 2;
  const detail = (text: string, index: number): string => {
    const y = card.y + padding + titleHeight + textSize - 1 + index * lineHeight;
    return renderText(text, { x, y }, { size: textSize, fill: '#4a5a6b', anchor: 'middle' });
  };
  return [
    `<g><title>${escapeXml([card.box.title, ...card.box.details].join(', '))}</title>`,
    `<path d="${cardPath(card.box.kind, card)}" fill="${fill}" stroke="${stroke}" stroke-width="1.2"${outline(card.box.sight)}/>`,
    renderText(
      card.box.title,
      { x, y: card.y + padding + titleSize - 1 },
      { size: titleSize, fill: '#16202c', anchor: 'middle', bold: true },
    ),
    ...card.box.details.map(detail),
    ...card.rows.map((row) => renderRow(row, card)),
    '</g>',
  ].join('');
}

const pair = ({ x, y }: Point): string => `${x},${y}`;

/** The curve of an arrow: clients begin it, it points at what they need. */
export function renderArrow({ state }: PictureArrow, { points }: AnsweredArrow): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  const { colour, line } = arrowLooks[state];
  const path = `M${pair(start)}C${rest.map(pair).join(' ')}`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.3"${dashes[line]} marker-end="url(#tip-${state})"/>`;
}

/** A point of the curve about half way. */
const halfWay = ({ points }: AnsweredArrow): Point | undefined => points[Math.floor(points.length / 2)];

/** The ports of an arrow, on a white ground so that it can be read across lines. */
export function renderArrowLabel({ label, state }: PictureArrow, place: AnsweredArrow): string {
  const at = place.label ?? halfWay(place);
  if (at === undefined) return '';
  const halo = ' stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round"';
  const where = `x="${at.x}" y="${round(at.y + 3.5)}" font-size="${cardMetrics.labelSize}" text-anchor="middle"`;
  return `<text ${where} fill="${arrowLooks[state].colour}"${halo}>${escapeXml(label)}</text>`;
}

/** The head of the arrows of one state. */
export const renderTip = (state: ArrowState): string =>
  `<marker id="tip-${state}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0.8L8,4L0,7.2z" fill="${arrowLooks[state].colour}"/></marker>`;

/** A small card or arrow for the legend. */
export function renderSample(kind: keyof typeof boxLooks, place: Rectangle, sight: Sight): string {
  const { fill, stroke } = boxLooks[kind];
  return `<path d="${cardPath(kind, place)}" fill="${fill}" stroke="${stroke}" stroke-width="1.2"${outline(sight)}/>`;
}
