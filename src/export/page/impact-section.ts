import { button, element } from './dom.ts';
import { endName, endOf } from './estate.ts';
import type { PanelContext } from './panel-context.ts';

/** The button "what breaks" and, once pressed, the list of who is affected, nearest first. */
export function impactSection(context: PanelContext, keys: readonly string[]): HTMLElement {
  const section = element('section', { class: 'impact' });
  const show = (): void => {
    const affected = context.showImpact(keys);
    const items = affected.map(({ key, distance, through }) => {
      const end = endOf(context.estate, key);
      const way = distance === 1 ? 'directly' : `through ${endName(context.estate, through.to)}`;
      const open = () =>
        context.go(end.service === undefined ? { kind: 'host', id: end.host } : { kind: 'service', id: end.service });
      return element(
        'li',
        {},
        button(endName(context.estate, end), open, { class: 'link' }),
        element('span', { class: 'quiet' }, way),
      );
    });
    const head =
      affected.length === 0 ? 'Nothing that was seen depends on it.' : `${affected.length} may be affected, nearest first:`;
    section.replaceChildren(element('p', {}, head), element('ul', { class: 'ends' }, ...items));
  };
  section.append(button('What breaks if this goes?', show, { class: 'strong' }));
  return section;
}
