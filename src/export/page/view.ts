import { buildPicture } from '../build-picture.ts';
import { type PlacedCard, toCard } from '../card.ts';
import type { PictureLevel } from '../exporter.ts';
import type { PageArrow, PageData } from '../page-data.ts';
import type { Picture, PictureArrow } from '../picture.ts';
import type { Included } from '../picture-arrows.ts';

/** What the reader chose to look at. */
export interface Choice extends Included {
  readonly level: PictureLevel;
}

/** What the reader wants to see. */
export interface Filters extends Choice {
  /** Hosts outside, and hosts nobody looked at. */
  readonly showPeers: boolean;
  readonly showSilent: boolean;
  /** Draws what is chosen with its direct neighbors, and nothing else. */
  readonly focus: boolean;
}

/** A picture with the places made at export time. */
export interface View {
  readonly picture: Picture;
  readonly cards: readonly PlacedCard[];
  readonly arrows: readonly (PictureArrow & { readonly place: PageArrow })[];
}

/** The view of a choice, or undefined where the page has none (too large for the browser). */
export function toView({ snapshot, views }: PageData, choice: Choice): View | undefined {
  const { level, includeShared, includeConfigured } = choice;
  const page = views.find(
    (view) => view.level === level && view.includeShared === includeShared && view.includeConfigured === includeConfigured,
  );
  if (page === undefined) return undefined;
  const unlimited = { nodeLimit: Number.POSITIVE_INFINITY, arrowLimit: Number.POSITIVE_INFINITY };
  const picture = buildPicture(snapshot, { level, includeShared, includeConfigured, ...unlimited });
  const cards = picture.boxes.map((box, index) => ({
    ...toCard(box),
    x: page.corners[index * 2] ?? 0,
    y: page.corners[index * 2 + 1] ?? 0,
  }));
  const arrows = picture.arrows.map((arrow, index) => ({ ...arrow, place: page.arrows[index] ?? { points: [] } }));
  return { picture, cards, arrows };
}
