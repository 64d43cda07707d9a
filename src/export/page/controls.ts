import type { PictureLevel } from '../exporter.ts';
import { byId, element } from './dom.ts';
import type { Filters } from './view.ts';

/** What there is to choose from. */
export interface Offers {
  readonly services: boolean;
  readonly shared: boolean;
  readonly configured: boolean;
  readonly peers: boolean;
  readonly silent: boolean;
}

function labelled(input: HTMLInputElement, text: string): HTMLElement {
  return element('label', {}, input, text);
}

function radio(level: PictureLevel, text: string, current: Filters, onChange: (filters: Partial<Filters>) => void): HTMLElement {
  const input = element('input', { type: 'radio', name: 'level', id: `level-${level}`, checked: current.level === level });
  input.addEventListener('change', () => onChange({ level }));
  return labelled(input, text);
}

const switches = ['includeShared', 'includeConfigured', 'showPeers', 'showSilent', 'focus'] as const;
type Switch = (typeof switches)[number];

function checkbox(name: Switch, text: string, current: Filters, onChange: (filters: Partial<Filters>) => void): HTMLElement {
  const input = element('input', { type: 'checkbox', id: name, checked: current[name] });
  input.addEventListener('change', () => onChange({ [name]: input.checked }));
  return labelled(input, text);
}

/** Fills the two groups of controls. Only what makes a difference in this map is offered. */
export function openControls(offers: Offers, current: Filters, onChange: (filters: Partial<Filters>) => void): void {
  const levels = byId('levels', HTMLFieldSetElement);
  const filters = byId('filters', HTMLFieldSetElement);
  if (offers.services) {
    levels.append(radio('services', 'services', current, onChange), radio('hosts', 'hosts only', current, onChange));
  } else levels.append('hosts: too many services to draw');
  levels.append(checkbox('focus', 'only neighbors', current, onChange));
  if (offers.shared) filters.append(checkbox('includeShared', 'shared infrastructure', current, onChange));
  if (offers.configured) filters.append(checkbox('includeConfigured', 'all that is only configured', current, onChange));
  if (offers.peers) filters.append(checkbox('showPeers', 'hosts not looked at', current, onChange));
  if (offers.silent) filters.append(checkbox('showSilent', 'silent arrows', current, onChange));
  filters.hidden = !offers.shared && !offers.configured && !offers.peers && !offers.silent;
}

/** Shows a change of the filters that the page made itself. */
export function reflectFilters(filters: Filters): void {
  for (const name of switches) {
    const input = document.getElementById(name);
    if (input instanceof HTMLInputElement) input.checked = filters[name];
  }
}
