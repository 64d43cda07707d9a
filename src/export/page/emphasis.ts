import { type Estate, endOf, keyOf, keysOfHost } from './estate.ts';
import type { Affected } from './impact.ts';
import type { Selection } from './selection.ts';
import type { View } from './view.ts';

/** What is drawn strongly: the thing chosen, and what goes with it. */
export interface Emphasis {
  /** Subjects (ids of services, hosts, unnamed rows) and dependencies. */
  readonly chosen: ReadonlySet<string>;
  readonly near: ReadonlySet<string>;
  /** Draws what is near in the colour of an alarm. */
  readonly alarm: boolean;
}

/** The drawn things that stand for an end: its row, or its host where it has none. */
function subjectsOf(estate: Estate, view: View, key: string): string[] {
  const row = view.cards.some(({ rows }) => rows.some(({ node }) => node.id === key));
  return row ? [key] : [endOf(estate, key).host];
}

const touching = (estate: Estate, keys: readonly string[]): string[] =>
  keys.flatMap((key) => [...(estate.needs.get(key) ?? []), ...(estate.neededBy.get(key) ?? [])]).map(({ id }) => id);

/** What stands out for a selection, or undefined where everything is equal. */
export function emphasisOf(estate: Estate, view: View, selection: Selection): Emphasis | undefined {
  switch (selection.kind) {
    case 'about':
      return undefined;
    case 'arrow':
      return { chosen: new Set([selection.id]), near: new Set(), alarm: false };
    case 'host': {
      const keys = keysOfHost(estate, selection.id);
      return { chosen: new Set([selection.id]), near: new Set([...keys, ...touching(estate, keys)]), alarm: false };
    }
    case 'service':
      return {
        chosen: new Set(subjectsOf(estate, view, selection.id)),
        near: new Set(touching(estate, [selection.id])),
        alarm: false,
      };
  }
}

/** Everything that goes with these ends, and the arrows over which it goes. */
export function impactEmphasis(estate: Estate, view: View, keys: readonly string[], affected: readonly Affected[]): Emphasis {
  const all = new Set([...keys, ...affected.map(({ key }) => key)]);
  const arrows = estate.snapshot.dependencies.filter(({ from, to }) => all.has(keyOf(from)) && all.has(keyOf(to)));
  const subjects = affected.flatMap(({ key }) => subjectsOf(estate, view, key));
  return {
    chosen: new Set(keys.flatMap((key) => subjectsOf(estate, view, key))),
    near: new Set([...subjects, ...arrows.map(({ id }) => id)]),
    alarm: true,
  };
}
