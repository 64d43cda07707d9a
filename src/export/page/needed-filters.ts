import type { Estate } from './estate.ts';
import type { Selection } from './selection.ts';
import type { Filters, View } from './view.ts';

/** The dependencies drawn as the same arrow as this one; undefined where it is not drawn. */
export const drawnWith = (view: View, dependency: string): readonly string[] | undefined =>
  view.arrows.find(({ dependencies }) => dependencies.includes(dependency))?.dependencies;

/** What else has to be shown for a selection to be on the map: shared infrastructure, a peer, a silent arrow. */
export function neededFilters(selection: Selection, view: View, { dependencies, hosts }: Estate): Partial<Filters> {
  const arrow = selection.kind === 'arrow' ? dependencies.get(selection.id) : undefined;
  const ends = selection.kind === 'host' ? [selection.id] : arrow === undefined ? [] : [arrow.from.host, arrow.to.host];
  const peers = ends.map((id) => hosts.get(id)).filter((host) => host !== undefined && host.evidence === undefined);
  const hidden = peers.some((peer) => !view.cards.some(({ box }) => box.id === peer?.id));
  return {
    ...((hidden || (arrow !== undefined && drawnWith(view, arrow.id) === undefined)) && { includeShared: true }),
    ...(arrow?.silent === true && { showSilent: true }),
    ...(peers.length > 0 && { showPeers: true }),
  };
}
