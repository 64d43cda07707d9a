import type { Dependency } from '../../model/snapshot.ts';
import { compareText } from '../order.ts';
import { portText } from '../picture-arrows.ts';
import { button, element } from './dom.ts';
import { endName } from './estate.ts';
import type { PanelContext } from './panel-context.ts';
import type { Selection } from './selection.ts';

const states = { active: '', attempted: 'never answered', configured: 'configured only' } as const;

const sideOf = ({ service, host }: Dependency['to']): Selection =>
  service === undefined ? { kind: 'host', id: host } : { kind: 'service', id: service };

function item(context: PanelContext, dependency: Dependency, side: 'from' | 'to'): HTMLElement {
  const end = dependency[side];
  const name = endName(context.estate, end);
  const state = dependency.silent === true ? 'silent' : states[dependency.state];
  const shared = context.estate.services.get(end.service ?? '')?.shared === undefined ? '' : 'shared';
  const marks = [state, shared]
    .filter((mark) => mark !== '')
    .map((mark) => element('span', { class: `mark ${mark.split(' ')[0]}` }, mark));
  return element(
    'li',
    {},
    button(name, () => context.go(sideOf(end)), { class: 'link', title: `Show ${name}` }),
    element('span', { class: 'port' }, portText(dependency.protocol, dependency.port)),
    ...marks,
    button('why?', () => context.go({ kind: 'arrow', id: dependency.id }), {
      class: 'why',
      title: 'Show the evidence of this arrow',
    }),
  );
}

/** Dependencies as a list of the ends on the other side, each with its port and a way to its evidence. */
export function dependencyList(
  context: PanelContext,
  dependencies: readonly Dependency[],
  side: 'from' | 'to',
  none: string,
): HTMLElement {
  if (dependencies.length === 0) return element('p', { class: 'quiet' }, none);
  const named = dependencies.map((dependency) => ({ dependency, name: endName(context.estate, dependency[side]) }));
  const sorted = named.sort((a, b) => compareText(a.name, b.name) || a.dependency.port - b.dependency.port);
  return element('ul', { class: 'ends' }, ...sorted.map(({ dependency }) => item(context, dependency, side)));
}
