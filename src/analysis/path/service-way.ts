import type { Dependency, DependencyEnd } from '../../model/snapshot.ts';
import type { Estate } from '../estate.ts';
import type { Node } from '../select.ts';
import { type Step, shortestWay } from './shortest.ts';

/** A place of the walk: `SERVICE@HOST`, or `@HOST` where the process is not known. Ids hold no `@`. */
const placeOf = ({ service = '', host }: DependencyEnd): string => `${service}@${host}`;
const hostOf = (place: string): string => place.slice(place.indexOf('@') + 1);
const serviceOf = (place: string): string => place.slice(0, place.indexOf('@'));

const startsOf = (estate: Estate, node: Node): readonly string[] =>
  node.kind === 'service'
    ? [placeOf({ service: node.service.id, host: node.host.id })]
    : [placeOf({ host: node.host.id }), ...estate.servicesOf(node.host.id).map(({ id, host }) => placeOf({ service: id, host }))];

const isAt = (node: Node, place: string): boolean =>
  node.kind === 'host' ? hostOf(place) === node.host.id : serviceOf(place) === node.service.id;

/** Where nobody knows which process asks or answers, it may be any on the host. */
function* stepsFrom(estate: Estate, place: string): Generator<Step<Dependency>> {
  const service = serviceOf(place);
  for (const edge of estate.outgoing(hostOf(place))) {
    if (service === '' || edge.from.service === undefined || edge.from.service === service) yield { edge, to: placeOf(edge.to) };
  }
}

/** True for what everybody uses: a way by a name server says nothing of two applications. */
const isShared = (estate: Estate, place: string): boolean => estate.services.get(serviceOf(place))?.shared !== undefined;

/**
 * The fewest dependencies that lead from `a` to `b`, in the direction of the arrows; a way by shared infrastructure only where
 * there is no other. Undefined where `a` does not depend on `b`.
 */
export function serviceWay(estate: Estate, a: Node, b: Node): readonly Dependency[] | undefined {
  const isGoal = (place: string): boolean => isAt(b, place);
  const starts = startsOf(estate, a);
  const all = (place: string): Iterable<Step<Dependency>> => stepsFrom(estate, place);
  const own = (place: string): Iterable<Step<Dependency>> =>
    isShared(estate, place) && !starts.includes(place) ? [] : stepsFrom(estate, place);
  const way = shortestWay(starts, isGoal, own) ?? shortestWay(starts, isGoal, all);
  return way?.map(({ edge }) => edge);
}
