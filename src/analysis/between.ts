import type { Dependency } from '../model/snapshot.ts';
import type { Estate } from './estate.ts';
import type { Node } from './select.ts';

const ends = (node: Node, end: Dependency['from']): boolean =>
  node.kind === 'host' ? end.host === node.host.id : end.service === node.service.id;

/** Every arrow between two nodes: first those from `a` to `b`, then those back. */
export function between(estate: Estate, a: Node, b: Node): readonly Dependency[] {
  const there = estate.outgoing(a.host.id).filter(({ from, to }) => ends(a, from) && ends(b, to));
  const back = estate.outgoing(b.host.id).filter(({ from, to }) => ends(b, from) && ends(a, to));
  return [...new Set([...there, ...back])];
}
