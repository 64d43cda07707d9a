import { hostKinds } from '../model/snapshot.ts';
import { buildPicture } from './build-picture.ts';
import { textWidth } from './card.ts';
import type { Exporter } from './exporter.ts';
import { round, shelve } from './geometry.ts';
import { type Layout, layOut } from './layout.ts';
import { arrowLooks, boxLooks } from './look.ts';
import type { ArrowState, Picture, Sight } from './picture.ts';
import { renderArrow, renderArrowLabel, renderCard, renderSample, renderText, renderTip } from './svg-parts.ts';
import { escapeXml } from './xml.ts';

/** More than this is not readable as one picture: then hosts alone. */
const limits = { nodeLimit: 1000, arrowLimit: 1500 };
const margin = 24;
const headHeight = 34;

interface LegendEntry {
  readonly text: string;
  /** Drawn with its middle at height 0, from 0 to 28. */
  readonly sign: string;
}

const arrowStates = Object.keys(arrowLooks) as ArrowState[];

function arrowEntry(state: ArrowState): LegendEntry {
  const points = [0, 9, 18, 28].map((x) => ({ x, y: 0 }));
  return {
    text: arrowLooks[state].name,
    sign: renderArrow({ from: '', to: '', label: '', state, dependencies: [] }, { points }),
  };
}

function boxEntry(kind: keyof typeof boxLooks, sight: Sight, text: string): LegendEntry {
  return { text, sign: renderSample(kind, { x: 3, y: -7, width: 22, height: 14 }, sight) };
}

/** Only what the picture shows is explained. */
function legendEntries(picture: Picture): LegendEntry[] {
  const states = new Set(picture.arrows.map(({ state }) => state));
  const kinds = new Set(picture.boxes.map(({ kind }) => kind));
  const old = picture.boxes.some(({ sight }) => sight === 'stale' || sight === 'failed');
  return [
    ...arrowStates.filter((state) => states.has(state)).map(arrowEntry),
    ...hostKinds
      .filter((kind) => kinds.has(kind))
      .map((kind) => boxEntry(kind, kind === 'unknown' || kind === 'external' ? 'peer' : 'fresh', boxLooks[kind].name)),
    ...(old ? [boxEntry('server', 'stale', 'not read this time: older evidence')] : []),
  ];
}

function renderLegend(picture: Picture, top: number, width: number): { readonly text: string; readonly height: number } {
  const entries = legendEntries(picture);
  const sizes = entries.map(({ text }) => ({ width: 36 + textWidth(text, 11), height: 20 }));
  const places = shelve(sizes, width, 18);
  const rows = places.reduce((lowest, { y }) => Math.max(lowest, y), 0) / 38 + 1;
  const signs = entries.map(({ text, sign }, index) => {
    const { x, y } = places[index] ?? { x: 0, y: 0 };
    return `<g transform="translate(${margin + x},${top + 10 + (y / 38) * 22})">${sign}${renderText(text, { x: 34, y: 4 }, { size: 11, fill: '#33404e' })}</g>`;
  });
  const lines = ['An arrow runs from the client to what it needs; the number on it is the port.', ...picture.notes];
  const below = top + rows * 22 + 16;
  const words = lines.map((line, index) => renderText(line, { x: margin, y: below + index * 16 }, { size: 11, fill: '#33404e' }));
  return { text: [...signs, ...words].join('\n'), height: rows * 22 + 16 + lines.length * 16 };
}

/** The picture as a standalone SVG document: no script, no font, nothing fetched. */
function renderSvg(picture: Picture, layout: Layout): string {
  const inner = Math.max(layout.width, 520, textWidth(picture.title, 15));
  const top = headHeight + layout.height + margin + 8;
  const legend = renderLegend(picture, margin + top, inner);
  const width = round(inner + 2 * margin);
  const height = round(margin + top + legend.height + margin / 2);
  const arrows = picture.arrows.map((arrow, index) => ({ arrow, place: layout.arrows[index] ?? { points: [] } }));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, 'Liberation Sans', sans-serif">`,
    `<title>${escapeXml(picture.title)}</title>`,
    `<defs>${arrowStates.map(renderTip).join('')}</defs>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    renderText(picture.title, { x: margin, y: margin + 12 }, { size: 15, fill: '#16202c', bold: true }),
    `<g transform="translate(${margin},${margin + headHeight})">`,
    ...arrows.map(({ arrow, place }) => renderArrow(arrow, place)),
    ...layout.cards.map(renderCard),
    ...arrows.map(({ arrow, place }) => renderArrowLabel(arrow, place)),
    '</g>',
    legend.text,
    '</svg>',
    '',
  ].join('\n');
}

export const svgExporter: Exporter = {
  name: 'svg',
  description: 'a picture for documents: hosts as cards, arrows from client to server',
  extension: 'svg',
  async render({ snapshot, level, includeShared, includeConfigured }) {
    const picture = buildPicture(snapshot, { ...limits, level, includeShared, includeConfigured });
    return renderSvg(picture, await layOut(picture));
  },
};
