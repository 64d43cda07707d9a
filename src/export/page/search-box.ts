import { byId, element } from './dom.ts';
import { type SearchEntry, type SearchResult, search } from './search.ts';

/** Results shown at once. */
const shown = 40;

export interface SearchBox {
  focus(): void;
  /** Whether the list was open and is now closed. */
  close(): boolean;
}

interface Parts {
  readonly input: HTMLInputElement;
  readonly list: HTMLUListElement;
}

function option({ entry, because }: SearchResult, index: number): HTMLElement {
  const why = because === '' ? undefined : element('span', { class: 'quiet' }, because);
  return element(
    'li',
    { role: 'option', id: `result-${index}` },
    element('span', { class: 'mark' }, entry.kind),
    ` ${entry.title} `,
    why,
  );
}

function render({ input, list }: Parts, results: readonly SearchResult[], total: number): void {
  const more = total > results.length ? [element('li', { class: 'quiet' }, `and ${total - results.length} more`)] : [];
  const nothing =
    total === 0 ? [element('li', { class: 'quiet' }, 'Nothing found. Try part of a name, an address, a port or a process.')] : [];
  list.replaceChildren(...results.map(option), ...more, ...nothing);
  list.hidden = false;
  input.setAttribute('aria-expanded', 'true');
}

function activate({ input, list }: Parts, active: number): void {
  for (const [index, item] of [...list.children].entries()) {
    item.classList.toggle('active', index === active);
    item.setAttribute('aria-selected', String(index === active));
  }
  const current = list.children[active];
  if (active < 0 || current === undefined) input.removeAttribute('aria-activedescendant');
  else {
    input.setAttribute('aria-activedescendant', current.id);
    current.scrollIntoView({ block: 'nearest' });
  }
}

/** The search field and its list: arrows move, Enter chooses, Escape closes. */
export function openSearchBox(index: readonly SearchEntry[], onChoose: (entry: SearchEntry) => void): SearchBox {
  const parts: Parts = { input: byId('search', HTMLInputElement), list: byId('results', HTMLUListElement) };
  const { input, list } = parts;
  let results: readonly SearchResult[] = [];
  let active = -1;

  const close = (): boolean => {
    const wasOpen = !list.hidden;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    return wasOpen;
  };
  const update = (): void => {
    const all = search(index, input.value);
    results = all.slice(0, shown);
    active = results.length > 0 ? 0 : -1;
    render(parts, results, all.length);
    activate(parts, active);
  };
  const choose = (number: number): void => {
    const result = results[number];
    if (result === undefined) return;
    close();
    onChoose(result.entry);
  };
  const move = (step: number): void => {
    if (list.hidden) update();
    else if (results.length > 0) active = (active + step + results.length) % results.length;
    activate(parts, active);
  };
  const keys: ReadonlyMap<string, () => void> = new Map([
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
    ['Enter', () => (list.hidden ? update() : choose(active))],
  ]);

  input.addEventListener('input', update);
  input.addEventListener('focus', update);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const act = keys.get(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  // Before the field loses the focus, which would close the list under the pointer.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    if (item !== null) choose([...list.children].indexOf(item));
  });
  return { focus: () => input.focus(), close };
}
