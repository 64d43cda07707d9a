import type { Estate } from '../analysis/estate.ts';
import { type Node, nodeName, select } from '../analysis/select.ts';
import { UsageError } from '../model/usage-error.ts';

/** How help texts describe a node. */
export const nodeForms = 'an id, a name, an address, host:port, or host/service';

/** A candidate as it can be typed: its name where no other one has it, else its id with what tells it from the others. */
function candidateText(estate: Estate, node: Node, all: readonly Node[]): string {
  const name = nodeName(estate, node);
  if (all.filter((other) => nodeName(estate, other) === name).length === 1) {
    const found = select(estate, name);
    if (found.kind === 'found' && nodeName(estate, found.node) === name) return name;
  }
  const id = node.kind === 'host' ? node.host.id : node.service.id;
  const address = node.kind === 'host' ? node.host.addresses[0] : undefined;
  return `${id} (${name}${address === undefined ? '' : `, ${address}`})`;
}

const mostCandidates = 5;

/** Takes a remark for a person. */
export type Tell = (remark: string) => void;

/**
 * The node a person named; `tell` is told where only the beginning of its name was given. Throws UsageError
 * that says which ones they may have meant.
 */
export function findNode(estate: Estate, text: string, tell: Tell = () => {}): Node {
  const selection = select(estate, text);
  if (selection.kind === 'found') {
    if (selection.guessed === true) tell(`${text} is taken for ${nodeName(estate, selection.node)}`);
    return selection.node;
  }
  if (selection.kind === 'unknown') {
    const { suggestions } = selection;
    const guess = suggestions.length === 0 ? 'see map hosts and map services' : `did you mean ${suggestions.join(' or ')}?`;
    throw new UsageError(`${text}: nothing on the map goes by that; ${guess}`);
  }
  const { candidates } = selection;
  const shown = candidates.slice(0, mostCandidates).map((node) => candidateText(estate, node, candidates));
  const more = candidates.length > mostCandidates ? `, and ${candidates.length - mostCandidates} more` : '';
  throw new UsageError(`${text}: ${candidates.length} nodes go by that; give one of them: ${shown.join(', ')}${more}`);
}
