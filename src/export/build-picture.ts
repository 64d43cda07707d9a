import type { Snapshot } from '../model/snapshot.ts';
import type { PictureLevel } from './exporter.ts';
import type { Picture, PictureBox } from './picture.ts';
import { type Estate, indexEstate, type Selection, selectArrows } from './picture-arrows.ts';
import { buildBoxes } from './picture-boxes.ts';
import { plain } from './plain.ts';

export interface PictureOptions {
  readonly level?: PictureLevel | undefined;
  readonly includeShared?: boolean | undefined;
  readonly includeConfigured?: boolean | undefined;
  /** More boxes and rows, or more arrows, than this, and the picture falls back to hosts. */
  readonly nodeLimit: number;
  readonly arrowLimit: number;
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const countNodes = (boxes: readonly PictureBox[]): number => boxes.reduce((sum, { nodes }) => sum + 1 + nodes.length, 0);

/** What the reader does not see, so that an empty place is not taken for an answer. */
function notesOf(
  estate: Estate,
  boxes: readonly PictureBox[],
  selection: Selection,
  level: PictureLevel,
  collapsed: boolean,
): string[] {
  const notes: string[] = [];
  const peers = estate.snapshot.hosts.length - boxes.length;
  const drawn = new Set(boxes.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
  const quiet = estate.snapshot.services.filter(({ id, host }) => estate.furnished.has(host) && !drawn.has(id)).length;
  if (collapsed) notes.push('Too many services for one picture: each host is one box.');
  if (selection.hiddenTotal > 0) {
    notes.push(`${plural(selection.hiddenTotal, 'arrow', 'arrows')} to or from shared infrastructure left out.`);
  }
  if (selection.hiddenConfigured > 0) {
    notes.push(`${plural(selection.hiddenConfigured, 'arrow', 'arrows')} that only stand in configurations left out.`);
  }
  if (peers > 0) notes.push(`${plural(peers, 'host', 'hosts')} never looked at and without a drawn arrow left out.`);
  if (level === 'services' && quiet > 0) notes.push(`${plural(quiet, 'service', 'services')} without a drawn arrow left out.`);
  const drawnEnds = new Set(selection.arrows.flatMap(({ from, to }) => [from, to]));
  if (boxes.some(({ id, kind }) => kind === 'network-device' && !drawnEnds.has(id))) {
    notes.push('Cables are not drawn: map links and map path tell who is plugged in where.');
  }
  return notes;
}

function drawLevel(estate: Estate, level: PictureLevel, options: PictureOptions, collapsed: boolean): Picture {
  const selection = selectArrows(estate, level, {
    includeShared: options.includeShared ?? false,
    includeConfigured: options.includeConfigured ?? false,
  });
  const boxes = buildBoxes(estate, level, selection);
  const { label, id, takenAt } = estate.snapshot.snapshot;
  const title = `${plain(label ?? `snapshot ${id}`)} · ${takenAt.slice(0, 16).replace('T', ' ')} UTC`;
  return { level, title, boxes, arrows: selection.arrows, notes: notesOf(estate, boxes, selection, level, collapsed) };
}

/**
 * The picture of a snapshot: services in the boxes of their hosts, or hosts alone where that is asked
 * for or where services would be too many to read.
 */
export function buildPicture(snapshot: Snapshot, options: PictureOptions): Picture {
  const estate = indexEstate(snapshot);
  const picture = drawLevel(estate, options.level ?? 'services', options, false);
  const fits = countNodes(picture.boxes) <= options.nodeLimit && picture.arrows.length <= options.arrowLimit;
  return fits || options.level !== undefined ? picture : drawLevel(estate, 'hosts', options, true);
}
