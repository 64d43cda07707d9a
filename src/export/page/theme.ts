import type { StylesheetJson } from 'cytoscape';
import { type HostKind, hostKinds } from '../../model/snapshot.ts';
import { cardMetrics } from '../card.ts';
import { arrowLooks, boxLooks, nodeLooks } from '../look.ts';
import type { ArrowState, PictureNode } from '../picture.ts';

type Paint = readonly [fill: string, stroke: string];

/** The colours of one scheme; the page's own colours are in the style sheet. */
interface Palette {
  readonly text: string;
  readonly quiet: string;
  readonly ground: string;
  readonly accent: string;
  readonly boxes: Readonly<Record<HostKind, Paint>>;
  readonly rows: Readonly<Record<PictureNode['look'], Paint>>;
  readonly arrows: Readonly<Record<ArrowState, string>>;
}

const light: Palette = {
  text: '#16202c',
  quiet: '#4a5a6b',
  ground: '#ffffff',
  accent: '#d9480f',
  boxes: {
    server: [boxLooks.server.fill, boxLooks.server.stroke],
    'network-device': [boxLooks['network-device'].fill, boxLooks['network-device'].stroke],
    'virtual-address': [boxLooks['virtual-address'].fill, boxLooks['virtual-address'].stroke],
    external: [boxLooks.external.fill, boxLooks.external.stroke],
    unknown: [boxLooks.unknown.fill, boxLooks.unknown.stroke],
  },
  rows: {
    service: [nodeLooks.service.fill, nodeLooks.service.stroke],
    shared: [nodeLooks.shared.fill, nodeLooks.shared.stroke],
    unnamed: [nodeLooks.unnamed.fill, nodeLooks.unnamed.stroke],
  },
  arrows: {
    active: arrowLooks.active.colour,
    attempted: arrowLooks.attempted.colour,
    configured: arrowLooks.configured.colour,
    silent: arrowLooks.silent.colour,
  },
};

const dark: Palette = {
  text: '#e8edf3',
  quiet: '#a9b7c6',
  ground: '#14191f',
  accent: '#ff9d5c',
  boxes: {
    server: ['#1c2a3a', '#5d92cc'],
    'network-device': ['#1b2f20', '#69ae77'],
    'virtual-address': ['#35290f', '#d29b45'],
    external: ['#2b2138', '#a884cf'],
    unknown: ['#25282c', '#8b9198'],
  },
  rows: {
    service: ['#10161d', '#5d92cc'],
    shared: ['#2f2a14', '#bda84c'],
    unnamed: ['#25282c', '#8b9198'],
  },
  arrows: { active: '#9db8d6', attempted: '#ff7b6e', configured: '#b79ae6', silent: '#7d858e' },
};

/** The palette of a colour scheme. */
const paletteFor = (isDark: boolean): Palette => (isDark ? dark : light);

const shapes = {
  server: 'round-rectangle',
  external: 'round-rectangle',
  'network-device': 'cut-rectangle',
  'virtual-address': 'hexagon',
  unknown: 'rectangle',
} as const satisfies Readonly<Record<HostKind, string>>;

const font = 'Helvetica, Arial, "Liberation Sans", sans-serif';
const { titleSize, textSize, labelSize, padding, titleHeight, rowPadding } = cardMetrics;

function nodeStyles({ text, quiet, boxes, rows }: Palette): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        label: 'data(label)',
        color: text,
        'font-family': font,
        'font-size': textSize,
        'min-zoomed-font-size': 5,
        'border-width': 1.2,
        'text-halign': 'center',
        'text-valign': 'top-inside',
      },
    },
    {
      selector: '.box',
      style: { 'font-size': titleSize, 'font-weight': 600, 'text-margin-y': padding, 'corner-radius': '8', 'z-index': 1 },
    },
    ...hostKinds.map((kind) => ({
      selector: `.box.${kind}`,
      style: { shape: shapes[kind], 'background-color': boxes[kind][0], 'border-color': boxes[kind][1] },
    })),
    { selector: '.box.external', style: { 'corner-radius': '24' } },
    { selector: '.box.stale, .box.failed, .box.peer', style: { 'border-style': 'dashed' } },
    {
      selector: '.row',
      style: {
        shape: 'round-rectangle',
        'corner-radius': '4',
        'border-width': 0.8,
        'text-halign': 'left-inside',
        'text-margin-x': padding,
        'z-index': 2,
      },
    },
    ...Object.entries(rows).map(([look, [fill, stroke]]) => ({
      selector: `.row.${look}`,
      style: { 'background-color': fill, 'border-color': stroke, 'text-margin-y': rowPadding + 1 },
    })),
    {
      selector: '.caption',
      style: { 'background-opacity': 0, 'border-width': 0, events: 'no', color: quiet, 'z-index': 3, shape: 'rectangle' },
    },
    { selector: '.detail', style: { 'text-wrap': 'wrap', 'line-height': 1.15, 'text-margin-y': padding + titleHeight } },
    {
      selector: '.ports',
      style: { 'text-halign': 'right-inside', 'text-margin-x': -padding, 'text-margin-y': rowPadding + 1 },
    },
    {
      selector: '.note',
      style: {
        'font-size': labelSize,
        'text-halign': 'left-inside',
        'text-valign': 'bottom-inside',
        'text-margin-x': padding,
        'text-margin-y': -rowPadding,
      },
    },
  ];
}

function arrowStyles({ ground, arrows }: Palette): StylesheetJson {
  return [
    {
      selector: 'edge',
      style: {
        width: 1.4,
        label: 'data(label)',
        'font-family': font,
        'font-size': labelSize,
        'min-zoomed-font-size': 6,
        'text-outline-width': 2,
        'text-outline-color': ground,
        'text-margin-x': 'data(marginX)',
        'text-margin-y': 'data(marginY)',
        'curve-style': 'segments',
        'edge-distances': 'endpoints',
        'segment-weights': 'data(weights)',
        'segment-distances': 'data(distances)',
        'source-endpoint': 'data(sourceEnd)',
        'target-endpoint': 'data(targetEnd)',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.9,
      },
    },
    ...Object.entries(arrows).map(([state, colour]) => ({
      selector: `.${state}`,
      style: { 'line-color': colour, 'target-arrow-color': colour, color: colour },
    })),
    { selector: '.attempted', style: { 'line-style': 'dashed' } },
    { selector: '.configured', style: { 'line-style': 'dotted' } },
  ] as StylesheetJson;
}

function markStyles({ accent }: Palette): StylesheetJson {
  return [
    { selector: '.away', style: { display: 'none' } },
    { selector: '.dim', style: { opacity: 0.16 } },
    { selector: 'node.chosen', style: { 'border-color': accent, 'border-width': 3 } },
    {
      selector: 'edge.chosen',
      style: { width: 3.4, 'line-color': accent, 'target-arrow-color': accent, color: accent, 'z-index': 9 },
    },
    { selector: 'node.affected', style: { 'border-color': accent, 'border-width': 2 } },
    { selector: 'edge.affected', style: { width: 2.4, 'line-color': accent, 'target-arrow-color': accent } },
    { selector: ':active', style: { 'overlay-opacity': 0 } },
  ];
}

/** The look of the graph in one colour scheme. */
export function styleSheet(isDark: boolean): StylesheetJson {
  const palette = paletteFor(isDark);
  return [...nodeStyles(palette), ...arrowStyles(palette), ...markStyles(palette)];
}
