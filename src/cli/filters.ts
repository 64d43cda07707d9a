import { InvalidArgumentError } from 'commander';
import type { Estate } from '../analysis/estate.ts';
import { naturally } from '../analysis/natural-order.ts';
import type { Node } from '../analysis/select.ts';
import type { DependencyEnd } from '../model/snapshot.ts';
import { findNode, type Tell } from './node-lookup.ts';

/** A port as typed: 0 to 65535. */
export function portArgument(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return port;
}

/** The node an option names, where it was given. Throws UsageError. */
export const nodeOption = (estate: Estate, text: string | undefined, tell?: Tell): Node | undefined =>
  text === undefined ? undefined : findNode(estate, text, tell);

/** True where an end of an arrow is at a node; everything is at no node in particular. */
export function isAt(node: Node | undefined, end: DependencyEnd): boolean {
  if (node === undefined) return true;
  return node.kind === 'host' ? end.host === node.host.id : end.service === node.service.id;
}

/** Rows in the order people expect: web2 before web10. */
export function byCells(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [left = '', right = ''] = [a[index], b[index]];
    const order = naturally(left, right);
    if (order !== 0) return order;
  }
  return 0;
}
