import { plain } from '../plain.ts';

/** Attributes that cannot run or load anything. */
export interface Attributes {
  readonly class?: string;
  readonly title?: string;
  readonly id?: string;
  readonly type?: 'button' | 'checkbox' | 'radio';
  readonly name?: string;
  readonly role?: string;
  readonly open?: boolean;
  readonly checked?: boolean;
  readonly hidden?: boolean;
}

export type Child = Node | string | undefined;

/**
 * One element. Text becomes a text node, never markup, and without the characters that hide or turn
 * text: it may come from a host.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    node.setAttribute(name, value === true ? '' : plain(String(value), 400));
  }
  for (const child of children) {
    if (child !== undefined) node.append(typeof child === 'string' ? plain(child, 2000) : child);
  }
  return node;
}

/** A button that does something. */
export function button(label: Child, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const node = element('button', { type: 'button', ...attributes }, label);
  node.addEventListener('click', onClick);
  return node;
}

/** The element with this id and kind; the shell of the page has it. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const node = document.getElementById(id);
  if (!(node instanceof kind)) throw new Error(`the page has no #${id}`);
  return node;
}

/** A table of names and values; entries without a value are left out. */
export function definitions(entries: readonly (readonly [name: string, value: Child])[]): HTMLElement {
  const rows = entries.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [element('dt', {}, name), element('dd', {}, value)],
  );
  return element('dl', {}, ...rows);
}
