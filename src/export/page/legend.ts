import { type HostKind, hostKinds } from '../../model/snapshot.ts';
import { arrowLooks, boxLooks } from '../look.ts';
import type { ArrowState, Picture } from '../picture.ts';
import { byId, element } from './dom.ts';

const entry = (sign: string, text: string): HTMLElement => element('li', {}, element('span', { class: `sign ${sign}` }), text);

const arrowStates = Object.keys(arrowLooks) as ArrowState[];

/** The width below which the panel is under the map; page.css has the same. */
const narrow = '(max-width: 800px)';

/** Where there is little room the map comes first: the legend is one line until somebody opens it. */
export function foldLegend(): void {
  if (matchMedia(narrow).matches) byId('legend', HTMLDetailsElement).open = false;
}

/** The signs of a picture; what does not occur in it is not explained. */
export function fillLegend({ boxes, arrows }: Picture): void {
  const states = new Set(arrows.map(({ state }) => state));
  const kinds = new Set<HostKind>(boxes.map(({ kind }) => kind));
  const old = boxes.some(({ sight }) => sight === 'stale' || sight === 'failed');
  const shared = boxes.some(({ nodes }) => nodes.some(({ look }) => look === 'shared'));
  const entries = [
    ...arrowStates.filter((state) => states.has(state)).map((state) => entry(`arrow ${state}`, arrowLooks[state].name)),
    ...hostKinds.filter((kind) => kinds.has(kind)).map((kind) => entry(`box ${kind}`, boxLooks[kind].name)),
    ...(old ? [entry('box server old', 'not read this time: older evidence')] : []),
    ...(shared ? [entry('box shared', 'shared infrastructure')] : []),
  ];
  const legend = byId('legend', HTMLDetailsElement);
  legend.querySelector('ul')?.remove();
  legend.append(element('ul', {}, ...entries));
}
