import { aboutPanel } from './about-panel.ts';
import { arrowPanel } from './arrow-panel.ts';
import { button, byId } from './dom.ts';
import { hostPanel } from './host-panel.ts';
import type { PanelContext } from './panel-context.ts';
import { about, type Selection } from './selection.ts';
import { servicePanel } from './service-panel.ts';

function contentOf(context: PanelContext, selection: Selection): Node[] | undefined {
  const { hosts, services, dependencies } = context.estate;
  if (selection.kind === 'about') return undefined;
  if (selection.kind === 'host') {
    const host = hosts.get(selection.id);
    return host && hostPanel(context, host);
  }
  if (selection.kind === 'service') {
    const service = services.get(selection.id);
    return service && servicePanel(context, service);
  }
  const dependency = dependencies.get(selection.id);
  return dependency && arrowPanel(context, dependency);
}

/** Shows what is known of a selection beside the map. */
export function fillPanel(context: PanelContext, selection: Selection): void {
  const panel = byId('panel', HTMLElement);
  const content = contentOf(context, selection);
  const back = button('Close', () => context.go(about), { class: 'close', title: 'Back to the overview (Escape)' });
  panel.replaceChildren(...(content === undefined ? aboutPanel(context) : [back, ...content]));
  panel.scrollTop = 0;
}
