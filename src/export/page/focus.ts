import type { Dependency, Snapshot } from '../../model/snapshot.ts';
import { buildPicture } from '../build-picture.ts';
import { type Card, placesOf, toCard } from '../card.ts';
import { type Point, sideCurve } from '../geometry.ts';
import { type Estate, keyOf, keysOfHost } from './estate.ts';
import type { Selection } from './selection.ts';
import type { View } from './view.ts';

/** Side by side with the map of everything: one thing, who needs it on its left, what it needs on its right. */
interface Neighborhood {
  /** Hosts in the middle. */
  readonly centre: ReadonlySet<string>;
  readonly dependencies: readonly Dependency[];
}

/** Cards in one column before another is begun beside it; more where there are very many. */
const columnLength = 14;
const gap = { across: 34, between: 150, down: 22 };

function around(estate: Estate, keys: readonly string[]): Dependency[] {
  const all = new Set(keys);
  return estate.snapshot.dependencies.filter(({ from, to }) => all.has(keyOf(from)) || all.has(keyOf(to)));
}

function neighborhood(estate: Estate, selection: Selection): Neighborhood | undefined {
  if (selection.kind === 'host') {
    return { centre: new Set([selection.id]), dependencies: around(estate, keysOfHost(estate, selection.id)) };
  }
  if (selection.kind === 'service') {
    const host = estate.services.get(selection.id)?.host;
    return host === undefined ? undefined : { centre: new Set([host]), dependencies: around(estate, [selection.id]) };
  }
  const arrow = selection.kind === 'arrow' ? estate.dependencies.get(selection.id) : undefined;
  if (arrow === undefined) return undefined;
  const same = estate.snapshot.dependencies.filter(({ from, to }) => from.host === arrow.from.host && to.host === arrow.to.host);
  return { centre: new Set([arrow.from.host]), dependencies: same };
}

/** The part of the estate these dependencies touch. */
function cutOut({ snapshot }: Estate, { centre, dependencies }: Neighborhood): Snapshot {
  const hosts = new Set([...centre, ...dependencies.flatMap(({ from, to }) => [from.host, to.host])]);
  return {
    ...snapshot,
    hosts: snapshot.hosts.filter(({ id }) => hosts.has(id)),
    services: snapshot.services.filter(({ host }) => hosts.has(host)),
    dependencies,
  };
}

/** Places cards in columns, the first column at `x`; `way` -1 adds columns to the left. */
function placeColumns(cards: readonly Card[], x: number, way: 1 | -1): Map<Card, Point> {
  const places = new Map<Card, Point>();
  const length = Math.max(columnLength, Math.ceil(Math.sqrt(cards.length * 2)));
  let edge = x;
  for (let first = 0; first < cards.length; first += length) {
    const column = cards.slice(first, first + length);
    const width = column.reduce((widest, card) => Math.max(widest, card.width), 0);
    let y = -column.reduce((sum, { height }) => sum + height + gap.down, -gap.down) / 2;
    for (const card of column) {
      places.set(card, { x: way === 1 ? edge : edge - card.width, y });
      y += card.height + gap.down;
    }
    edge += way * (width + gap.across);
  }
  return places;
}

function placeAll(cards: readonly Card[], { centre, dependencies }: Neighborhood): Map<Card, Point> {
  const needed = new Set(dependencies.filter(({ from }) => centre.has(from.host)).map(({ to }) => to.host));
  const middle = cards.filter(({ box }) => centre.has(box.id));
  const right = cards.filter(({ box }) => !centre.has(box.id) && needed.has(box.id));
  const left = cards.filter(({ box }) => !centre.has(box.id) && !needed.has(box.id));
  const width = middle.reduce((widest, card) => Math.max(widest, card.width), 0);
  return new Map([
    ...placeColumns(left, -gap.between, -1),
    ...placeColumns(middle, 0, 1),
    ...placeColumns(right, width + gap.between, 1),
  ]);
}

/** A picture of a selection and its direct neighbors, with all services; undefined where nothing is selected. */
export function focusView(estate: Estate, selection: Selection): View | undefined {
  const part = neighborhood(estate, selection);
  if (part === undefined) return undefined;
  const unlimited = { nodeLimit: Number.POSITIVE_INFINITY, arrowLimit: Number.POSITIVE_INFINITY };
  const picture = buildPicture(cutOut(estate, part), {
    level: 'services',
    includeShared: true,
    includeConfigured: true,
    ...unlimited,
  });
  const cards = picture.boxes.map(toCard);
  const places = placeAll(cards, part);
  const placed = cards.map((card) => ({ ...card, ...(places.get(card) ?? { x: 0, y: 0 }) }));
  const ends = placesOf(placed);
  const arrows = picture.arrows.map((arrow) => {
    const [from, to] = [ends.get(arrow.from), ends.get(arrow.to)];
    const points = from === undefined || to === undefined ? [] : sideCurve(from, to);
    return { ...arrow, place: { points: points.flatMap(({ x, y }) => [x, y]) } };
  });
  return { picture, cards: placed, arrows };
}
