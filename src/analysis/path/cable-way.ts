import type { Link } from '../../model/snapshot.ts';
import { type Estate, groupBy } from '../estate.ts';
import { shortestWay } from './shortest.ts';

/** A cable as it is gone along: out of one port, into another. */
export interface CableStep {
  readonly link: Link;
  readonly from: Link['a'];
  readonly to: Link['a'];
}

/**
 * The fewest cables between two hosts, over whatever devices lie between; of two between the same devices the surer. Undefined where none is
 * known. Only network devices and machines nobody looked at pass anything on: a server with two cards is not a switch.
 */
export function cableWay(estate: Estate, a: string, b: string): readonly CableStep[] | undefined {
  const cables = estate.snapshot.links.filter(({ layer }) => layer === 2).toSorted((x, y) => y.confidence - x.confidence);
  const ends = cables.flatMap((link): CableStep[] => [
    { link, from: link.a, to: link.b },
    { link, from: link.b, to: link.a },
  ]);
  const from = groupBy(ends, (step) => step.from.host);
  const passes = (host: string): boolean => host === a || estate.hosts.get(host)?.kind !== 'server';
  const way = shortestWay(
    [a],
    (host) => host === b,
    (host) => (passes(host) ? from(host).map((edge) => ({ edge, to: edge.to.host })) : []),
  );
  return way?.map(({ edge }) => edge);
}
