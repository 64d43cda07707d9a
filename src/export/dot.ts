import type { HostKind } from '../model/snapshot.ts';
import { buildPicture } from './build-picture.ts';
import type { Exporter } from './exporter.ts';
import { arrowLooks, boxLooks, nodeLooks } from './look.ts';
import type { Picture, PictureArrow, PictureBox, PictureNode } from './picture.ts';
import { pictureId } from './picture-id.ts';

/** Beyond this graphviz needs minutes and nobody can read the result. */
const limits = { nodeLimit: 1500, arrowLimit: 3000 };

/** The shape tells the kind of host where the host is one node (graphviz "Node Shapes"). */
const shapes: Readonly<Record<HostKind, string>> = {
  server: 'box',
  'network-device': 'box3d',
  'virtual-address': 'diamond',
  external: 'ellipse',
  unknown: 'octagon',
};

/**
 * A double-quoted string of the DOT language. Backslashes start escapes in labels, and graphviz reads
 * HTML entities in them, so both are escaped; text is on one line already.
 */
const quote = (text: string): string => `"${text.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Several lines in one label: `\n` is the DOT escape, so it is put in after the escaping. */
const label = (...lines: readonly string[]): string =>
  `"${lines.flatMap((line) => (line === '' ? [] : [quote(line).slice(1, -1)])).join('\\n')}"`;

const dashes = (box: PictureBox): string => (box.sight === 'fresh' ? 'filled,rounded' : 'filled,rounded,dashed');

function renderNode(node: PictureNode): string {
  const { fill, stroke, text } = nodeLooks[node.look];
  return `    ${pictureId(node.id)} [label=${label(node.title, node.ports, node.note)} fillcolor="${fill}" color="${stroke}" fontcolor="${text}"];`;
}

function renderBox(box: PictureBox): string[] {
  const { fill, stroke } = boxLooks[box.kind];
  const id = pictureId(box.id);
  if (box.nodes.length === 0) {
    const style = box.kind === 'server' ? dashes(box) : dashes(box).replace(',rounded', '');
    const shape = `shape=${shapes[box.kind]} style="${style}" fillcolor="${fill}" color="${stroke}"`;
    return [`  ${id} [label=${label(box.title, ...box.details)} ${shape}];`];
  }
  return [
    `  subgraph cluster_${id} {`,
    `    label=${label(box.title, ...box.details)} margin=12 style="${dashes(box)}" fillcolor="${fill}" color="${stroke}";`,
    ...box.nodes.map(renderNode),
    '  }',
  ];
}

function renderArrow(arrow: PictureArrow): string {
  const { colour, line } = arrowLooks[arrow.state];
  const ends = `${pictureId(arrow.from)} -> ${pictureId(arrow.to)}`;
  return `  ${ends} [label=${quote(arrow.label)} color="${colour}" fontcolor="${colour}" style=${line}];`;
}

/** The picture in the DOT language of graphviz: hosts are clusters, services nodes, arrows run client to server. */
function renderDot(picture: Picture): string {
  const caption = [picture.title, ...picture.notes].map((line) => quote(line).slice(1, -1)).join('\\l');
  return [
    'digraph map {',
    `  graph [rankdir=LR ranksep=1.1 nodesep=0.25 fontname="Helvetica" fontsize=12];`,
    '  node [shape=box style="filled,rounded" fontname="Helvetica" fontsize=11 margin="0.15,0.06" penwidth=1.2];',
    '  edge [fontname="Helvetica" fontsize=9 arrowsize=0.7];',
    ...picture.boxes.flatMap(renderBox),
    ...picture.arrows.map(renderArrow),
    // Last, because clusters inherit what stands before them.
    `  labelloc=b; labeljust=l; label="${caption}\\l";`,
    '}',
    '',
  ].join('\n');
}

export const dotExporter: Exporter = {
  name: 'dot',
  description: 'graphviz source: hosts as clusters, services as nodes',
  extension: 'dot',
  render: ({ snapshot, level, includeShared, includeConfigured }) =>
    renderDot(buildPicture(snapshot, { ...limits, level, includeShared, includeConfigured })),
};
