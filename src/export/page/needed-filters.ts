import type { Dependency } from '../../model/snapshot.ts';
import type { Estate } from './estate.ts';
import type { Selection } from './selection.ts';
import type { Filters, View } from './view.ts';

/** The dependencies drawn as the same arrow as this one; undefined where it is not drawn. */
export const drawnWith = (view: View, dependency: string): readonly string[] | undefined =>
  view.arrows.find(({ dependencies }) => dependencies.includes(dependency))?.dependencies;

/** What else has to be drawn for one of these to be on the map. */
function neededViews(arrows: readonly Dependency[], view: View, { services }: Estate): Partial<Filters> {
  const undrawn = arrows.filter(({ id }) => drawnWith(view, id) === undefined);
  const isShared = ({ from, to }: Dependency): boolean =>
    [from, to].some(({ service = '' }) => services.get(service)?.shared !== undefined);
  return {
    ...(undrawn.some(isShared) && { includeShared: true }),
    ...(undrawn.some(({ state }) => state === 'configured') && { includeConfigured: true }),
  };
}

/** What else has to be shown for a selection to be on the map: shared infrastructure, what is only configured, a peer, a silent arrow. */
export function neededFilters(selection: Selection, view: View, estate: Estate): Partial<Filters> {
  const { dependencies, hosts } = estate;
  const arrow = selection.kind === 'arrow' ? dependencies.get(selection.id) : undefined;
  const ends = selection.kind === 'host' ? [selection.id] : arrow === undefined ? [] : [arrow.from.host, arrow.to.host];
  const peers = ends.filter((id) => hosts.get(id) !== undefined && hosts.get(id)?.evidence === undefined);
  const hidden = peers.filter((id) => !view.cards.some(({ box }) => box.id === id));
  const ofHidden = [...dependencies.values()].filter(({ from, to }) => hidden.includes(from.host) || hidden.includes(to.host));
  return {
    ...neededViews(arrow === undefined ? ofHidden : [arrow], view, estate),
    ...(arrow?.silent === true && { showSilent: true }),
    ...(peers.length > 0 && { showPeers: true }),
  };
}
