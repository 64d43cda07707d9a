import { button, element } from './dom.ts';
import { endName, endOf, hostName } from './estate.ts';
import { type Affected, amountWords } from './impact.ts';
import type { PanelContext } from './panel-context.ts';

const stateMarks: Readonly<Partial<Record<string, string>>> = { configured: ', only configured', attempted: ', never answered' };

/** Over what it is affected. */
function wayWords({ estate }: PanelContext, { key, distance, through, runsOn, pluggedInto }: Affected): string {
  if (pluggedInto !== undefined) {
    const { host } = endOf(estate, key);
    const ports = pluggedInto.map(({ a, b }) => (a.host === host ? b : a));
    return `plugged into ${ports.map(({ host: at, port }) => `${hostName(estate, at)}${port === undefined ? '' : ` port ${port}`}`).join(', ')}`;
  }
  if (through === undefined) return `runs on ${hostName(estate, runsOn ?? '')}`;
  const way = distance === 1 ? 'directly' : `through ${endName(estate, through.to)}`;
  return `${way}${stateMarks[through.state] ?? ''}`;
}

/** The button "what breaks" and, once pressed, the list of who is affected, nearest first. */
export function impactSection(context: PanelContext, keys: readonly string[]): HTMLElement {
  const section = element('section', { class: 'impact' });
  const show = (): void => {
    const affected = context.showImpact(keys);
    // Where a host is affected as a whole its services need no lines of their own.
    const told = affected.filter(({ key, through }) => through?.from.service !== undefined || key.endsWith('?'));
    const items = told.map((one) => {
      const end = endOf(context.estate, one.key);
      const way = wayWords(context, one);
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
      affected.length === 0
        ? 'Nothing that was seen depends on it.'
        : `${amountWords(context.estate, keys, affected)} may be affected, nearest first:`;
    section.replaceChildren(element('p', {}, head), element('ul', { class: 'ends' }, ...items));
  };
  section.append(button('What breaks if this goes?', show, { class: 'strong' }));
  return section;
}
