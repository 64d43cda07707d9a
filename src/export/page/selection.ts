import type { Estate } from './estate.ts';

/** What the panel shows. An end whose process is not known is shown as its host. */
export type Selection =
  | { readonly kind: 'about' }
  | { readonly kind: 'host'; readonly id: string }
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'arrow'; readonly id: string };

export const about: Selection = { kind: 'about' };

/** The fragment of the address that names a selection, so that the browser's Back works and a place can be sent. */
export const toFragment = (selection: Selection): string =>
  selection.kind === 'about' ? '' : `#${selection.kind}=${encodeURIComponent(selection.id)}`;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The selection a fragment names, where the map has such a thing. */
export function fromFragment(fragment: string, { hosts, services, dependencies }: Estate): Selection {
  const [kind, rest = ''] = fragment.replace(/^#/, '').split('=', 2);
  const id = decode(rest);
  if (kind === 'host' && hosts.has(id)) return { kind, id };
  if (kind === 'service' && services.has(id)) return { kind, id };
  if (kind === 'arrow' && dependencies.has(id)) return { kind, id };
  return about;
}
