import type { Snapshot } from '../model/snapshot.ts';
import { findBackground } from './background.ts';
import { buildPicture, countNodes } from './build-picture.ts';
import type { PictureLevel } from './exporter.ts';
import { layOut } from './layout.ts';
import type { PageView } from './page-data.ts';
import type { Picture } from './picture.ts';
import type { Included } from './picture-arrows.ts';

/** What a browser draws without stuttering (measured with cytoscape's canvas renderer). */
const limits = { nodeLimit: 2000, arrowLimit: 4000 };

async function toView(picture: Picture, included: Included): Promise<PageView> {
  const { cards, arrows } = await layOut(picture);
  return {
    level: picture.level,
    ...included,
    corners: cards.flatMap(({ x, y }) => [x, y]),
    arrows: arrows.map(({ points, label }) => ({
      points: points.flatMap(({ x, y }) => [x, y]),
      ...(label !== undefined && { label: [label.x, label.y] as const }),
    })),
  };
}

/**
 * The layouts of the page: services and hosts, each without and with the arrows of shared
 * infrastructure, and what only stands in configurations, where there are such; services only where a browser can draw them.
 */
export async function buildViews(snapshot: Snapshot, only?: PictureLevel): Promise<PageView[]> {
  const levels: readonly PictureLevel[] = only === undefined ? ['services', 'hosts'] : [only];
  const shared = snapshot.services.some((service) => service.shared !== undefined) ? [false, true] : [false];
  const configured = findBackground(snapshot).size > 0 ? [false, true] : [false];
  const included = configured.flatMap((includeConfigured) =>
    shared.map((includeShared) => ({ includeShared, includeConfigured })),
  );
  const wanted = levels.flatMap((level) => included.map((one) => [level, one] as const));
  const views = wanted.map(async ([level, one]) => {
    const picture = buildPicture(snapshot, { ...limits, level, ...one });
    const fits = countNodes(picture.boxes) <= limits.nodeLimit && picture.arrows.length <= limits.arrowLimit;
    return fits || level === 'hosts' || only !== undefined ? [await toView(picture, one)] : [];
  });
  return (await Promise.all(views)).flat();
}
