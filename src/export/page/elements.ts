import type { ElementDefinition } from 'cytoscape';
import { type PlacedCard, placesOf } from '../card.ts';
import { centre, type Rectangle } from '../geometry.ts';
import { toSegments } from './curve.ts';
import type { View } from './view.ts';

/** Beyond this many boxes only names are written: text is what costs time to draw. */
const textLimit = 600;

/** A node that only carries text on top of another: cytoscape gives each node one label. */
function caption(id: string, owner: string, text: string, place: Rectangle, look: string): ElementDefinition {
  const data = { id, owner, label: text, width: place.width, height: place.height };
  return { group: 'nodes', data, position: centre(place), classes: `caption ${look}` };
}

/** The box of a host: its name, then its details in a caption. */
function boxElements(card: PlacedCard, index: number, detailed: boolean): ElementDefinition[] {
  const { box, width, height } = card;
  const id = `b${index}`;
  const data = { id, subject: box.id, host: box.id, label: box.title, width, height };
  const element: ElementDefinition = { group: 'nodes', data, position: centre(card), classes: `box ${box.kind} ${box.sight}` };
  if (!detailed || box.details.length === 0) return [element];
  return [element, caption(`d${index}`, id, box.details.join('\n'), card, 'detail')];
}

/** One service in a box: its name on the left, ports on the right, a note below. */
function rowElements(card: PlacedCard, index: number): ElementDefinition[] {
  return card.rows.flatMap(({ node, ...row }, number) => {
    const place = { ...row, x: card.x + row.x, y: card.y + row.y };
    const id = `r${index}.${number}`;
    const data = { id, subject: node.id, host: card.box.id, label: node.title, width: row.width, height: row.height };
    const element: ElementDefinition = { group: 'nodes', data, position: centre(place), classes: `row ${node.look}` };
    const ports = node.ports === '' ? [] : [caption(`p${index}.${number}`, id, node.ports, place, 'ports')];
    const note = node.note === '' ? [] : [caption(`t${index}.${number}`, id, node.note, place, 'note')];
    return [element, ...ports, ...note];
  });
}

/** `12px -4px`: a point relative to the middle of a node, as cytoscape takes the end of an edge. */
function endpoint(place: Rectangle, x: number, y: number): string {
  const middle = centre(place);
  return `${(x - middle.x).toFixed(1)}px ${(y - middle.y).toFixed(1)}px`;
}

/** The element that stands for every id that an arrow can end at. */
function elementIds(cards: readonly PlacedCard[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [index, card] of cards.entries()) {
    ids.set(card.box.id, `b${index}`);
    for (const [number, row] of card.rows.entries()) ids.set(row.node.id, `r${index}.${number}`);
  }
  return ids;
}

function arrowElements(view: View): ElementDefinition[] {
  const ids = elementIds(view.cards);
  const places = placesOf(view.cards);
  return view.arrows.flatMap(({ from, to, label, state, dependencies, place }, index) => {
    const [source, target] = [places.get(from), places.get(to)];
    const curve = toSegments(place.points);
    if (source === undefined || target === undefined || curve === undefined) return [];
    const [labelX, labelY] = place.label ?? [curve.middle.x, curve.middle.y];
    const data = {
      id: `a${index}`,
      source: ids.get(from),
      target: ids.get(to),
      label: view.cards.length > textLimit ? '' : label,
      dependency: dependencies[0] ?? '',
      dependencies,
      weights: curve.weights.map((weight) => weight.toFixed(4)).join(' '),
      distances: curve.distances.map((distance) => distance.toFixed(1)).join(' '),
      sourceEnd: endpoint(source, curve.start.x, curve.start.y),
      targetEnd: endpoint(target, curve.end.x, curve.end.y),
      marginX: labelX - curve.middle.x,
      marginY: labelY - curve.middle.y,
    };
    return [{ group: 'edges' as const, data, classes: `arrow ${state}` }];
  });
}

/** What cytoscape draws: a node for each box and row, nodes for more text on them, an edge an arrow. */
export function toElements(view: View): ElementDefinition[] {
  const detailed = view.cards.length <= textLimit;
  const boxes = view.cards.flatMap((card, index) => boxElements(card, index, detailed));
  const rows = view.cards.flatMap(rowElements);
  return [...boxes, ...rows, ...arrowElements(view)];
}
