import type { HostKind } from '../model/snapshot.ts';
import { buildPicture } from './build-picture.ts';
import type { Exporter } from './exporter.ts';
import { arrowLooks, boxLooks, nodeLooks } from './look.ts';
import type { ArrowState, Picture, PictureArrow, PictureBox } from './picture.ts';
import { pictureId } from './picture-id.ts';

/** Mermaid refuses more than 500 edges and 50,000 characters unless it is configured otherwise (`maxEdges`, `maxTextSize`). */
const limits = { nodeLimit: 300, arrowLimit: 400 };

const code = (character: string): string => `#${character.codePointAt(0)};`;

/**
 * Everything that could end a string or begin a directive, as the entity code mermaid decodes, and so
 * what would make a markdown list or emphasis of the text.
 */
const escapeLabel = (text: string): string =>
  text
    .replace(/[^\p{L}\p{M}\p{N} ._:/,()+·…-]/gu, code)
    .replace(/^[-+_]/, code)
    .replace(/^(\d+)\. /, '$1#46; ');

const label = (...lines: readonly string[]): string =>
  `"${lines
    .filter((line) => line !== '')
    .map(escapeLabel)
    .join('<br/>')}"`;

/** The brackets that give a lone host the shape of its kind. */
const brackets: Readonly<Record<HostKind, readonly [open: string, close: string]>> = {
  server: ['[', ']'],
  'network-device': ['[[', ']]'],
  'virtual-address': ['{{', '}}'],
  external: ['([', '])'],
  unknown: ['[', ']'],
};

function renderBox(box: PictureBox): string[] {
  const id = pictureId(box.id);
  const old = box.sight === 'fresh' ? '' : `  style ${id} stroke-dasharray:5 4`;
  if (box.nodes.length === 0) {
    const [open, close] = brackets[box.kind];
    return [`  ${id}${open}${label(box.title, ...box.details)}${close}:::${box.kind}`, old];
  }
  return [
    `  subgraph ${id}[${label([box.title, ...box.details].join(' · '))}]`,
    ...box.nodes.map((node) => `    ${pictureId(node.id)}(${label(node.title, node.ports, node.note)}):::${node.look}`),
    '  end',
    `  class ${id} ${box.kind}`,
    old,
  ];
}

const lines: Readonly<Record<ArrowState, string>> = { active: '-->', attempted: '-.->', configured: '-.->', silent: '-->' };

const renderArrow = ({ from, to, label: ports, state }: PictureArrow): string =>
  `  ${pictureId(from)} ${lines[state]}|${label(ports)}| ${pictureId(to)}`;

/** Colours of the arrows of one state: mermaid counts arrows in the order they stand. */
function renderArrowStyle(state: ArrowState, arrows: readonly PictureArrow[]): string[] {
  const numbers = arrows.flatMap((arrow, index) => (arrow.state === state ? [index] : []));
  return numbers.length === 0 ? [] : [`  linkStyle ${numbers.join(',')} stroke:${arrowLooks[state].colour}`];
}

function classes(): string[] {
  const looks = [...Object.entries(boxLooks), ...Object.entries(nodeLooks)];
  return looks.map(([name, { fill, stroke }]) => `  classDef ${name} fill:${fill},stroke:${stroke},color:#16202c`);
}

/** The picture as a mermaid flowchart, for wikis and merge requests. */
function renderMermaid(picture: Picture): string {
  const tooMany =
    picture.arrows.length > limits.arrowLimit ? [`Set maxEdges to ${picture.arrows.length} or more to draw it.`] : [];
  return [
    'flowchart LR',
    ...[picture.title, ...picture.notes, ...tooMany].map((line) => `  %% ${escapeLabel(line)}`),
    ...classes(),
    ...picture.boxes.flatMap(renderBox).filter((line) => line !== ''),
    ...picture.arrows.map(renderArrow),
    ...(Object.keys(arrowLooks) as ArrowState[]).flatMap((state) => renderArrowStyle(state, picture.arrows)),
    '',
  ].join('\n');
}

export const mermaidExporter: Exporter = {
  name: 'mermaid',
  description: 'a mermaid flowchart, for wikis and merge requests',
  extension: 'mmd',
  render: ({ snapshot, level, includeShared, includeConfigured }) =>
    renderMermaid(buildPicture(snapshot, { ...limits, level, includeShared, includeConfigured })),
};
