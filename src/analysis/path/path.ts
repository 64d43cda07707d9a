import type { Dependency } from '../../model/snapshot.ts';
import type { Estate } from '../estate.ts';
import { type Node, nodeName } from '../select.ts';
import { type CableStep, cableWay } from './cable-way.ts';
import { type RoutedStop, routedWay } from './routed-way.ts';
import { serviceWay } from './service-way.ts';

interface PathEnd {
  readonly id: string;
  readonly kind: 'host' | 'service';
  readonly name: string;
}

/** What `map path A B --json` prints. What is absent is not known; an empty list is a way without a step (one host). */
export interface PathDocument {
  readonly format: 'map.path';
  readonly version: 1;
  readonly a: PathEnd;
  readonly b: PathEnd;
  /** The fewest dependencies from one to the other; `backward` where b depends on a and not a on b. */
  readonly dependencies?: { readonly direction: 'forward' | 'backward'; readonly steps: readonly Dependency[] };
  /** The fewest cables, port by port. */
  readonly cables?: readonly CableStep[];
  /** The fewest networks and routers in between. */
  readonly routed?: readonly RoutedStop[];
}

const endOf = (estate: Estate, node: Node): PathEnd => ({
  id: node.kind === 'host' ? node.host.id : node.service.id,
  kind: node.kind,
  name: nodeName(estate, node),
});

function dependencyWay(estate: Estate, a: Node, b: Node): Pick<PathDocument, 'dependencies'> {
  const forward = serviceWay(estate, a, b);
  if (forward !== undefined) return { dependencies: { direction: 'forward', steps: forward } };
  const backward = serviceWay(estate, b, a);
  return backward === undefined ? {} : { dependencies: { direction: 'backward', steps: backward } };
}

/** How two nodes are connected: who uses whom, over which cables, through which routers. */
export function path(estate: Estate, a: Node, b: Node): PathDocument {
  const cables = cableWay(estate, a.host.id, b.host.id);
  const routed = a.host.id === b.host.id ? [] : routedWay(estate, a.host, b.host);
  return {
    format: 'map.path',
    version: 1,
    a: endOf(estate, a),
    b: endOf(estate, b),
    ...dependencyWay(estate, a, b),
    ...(cables === undefined ? {} : { cables }),
    ...(routed === undefined ? {} : { routed }),
  };
}
