import type { Dependency, Link } from '../model/snapshot.ts';
import { type Estate, groupBy } from './estate.ts';

/** What loses its cable when devices go. */
export interface CutOff {
  /** Hosts by id that are plugged into nothing but these devices, with those cables. */
  readonly unplugged: ReadonlyMap<string, readonly Link[]>;
  /** Arrows between hosts that stay plugged in, all known cables between which lead over these devices. */
  readonly severed: readonly Dependency[];
}

/** A cable as one of its ends sees it. */
interface Plug {
  readonly host: string;
  readonly far: string;
  readonly link: Link;
}

/** Hosts that pass frames on, as `cableWay` has it: network devices, and machines nobody looked at. */
const passesOn = (estate: Estate, host: string): boolean => estate.hosts.get(host)?.kind !== 'server';

/** A number for each host that passes frames on, the same for all that reach each other without the `gone`. */
function labelSegments(estate: Estate, plugs: (host: string) => readonly Plug[], gone: ReadonlySet<string>): Map<string, number> {
  const labels = new Map<string, number>();
  const open = (host: string): boolean => !gone.has(host) && !labels.has(host) && passesOn(estate, host);
  for (const { a, b } of estate.snapshot.links) {
    for (const start of [a.host, b.host]) {
      if (!open(start)) continue;
      const label = labels.size;
      const queue = [start];
      labels.set(start, label);
      // The queue grows while it is read.
      for (const host of queue) {
        for (const { far } of plugs(host).filter((plug) => open(plug.far))) {
          labels.set(far, label);
          queue.push(far);
        }
      }
    }
  }
  return labels;
}

/** Tells whether frames get from one host to another without the `gone`. */
function reachableWithout(
  estate: Estate,
  plugs: (host: string) => readonly Plug[],
  gone: ReadonlySet<string>,
): (a: string, b: string) => boolean {
  const labels = labelSegments(estate, plugs, gone);
  const segmentsOf = (host: string): ReadonlySet<number> =>
    new Set([host, ...plugs(host).map(({ far }) => far)].flatMap((at) => labels.get(at) ?? []));
  return (a, b) => {
    if (plugs(a).some(({ far }) => far === b)) return true;
    const segments = segmentsOf(a);
    return [...segmentsOf(b)].some((segment) => segments.has(segment));
  };
}

/**
 * What is cut off by layer 2 when the hosts `gone` go: what hangs on them alone, and whose only known way leads over them. Linear in
 * links and dependencies. Ways over routers do not count: another one may be there.
 */
export function cutOff(estate: Estate, gone: ReadonlySet<string>): CutOff {
  const cables = estate.snapshot.links.filter(({ layer }) => layer === 2);
  const plugs = groupBy(
    cables.flatMap((link): Plug[] => [
      { host: link.a.host, far: link.b.host, link },
      { host: link.b.host, far: link.a.host, link },
    ]),
    ({ host }) => host,
  );
  const passing = new Set([...gone].filter((host) => passesOn(estate, host) && plugs(host).length > 0));
  const unplugged = new Map<string, readonly Link[]>();
  for (const { far } of [...passing].flatMap(plugs)) {
    if (gone.has(far) || plugs(far).some((plug) => !passing.has(plug.far))) continue;
    unplugged.set(
      far,
      plugs(far).map(({ link }) => link),
    );
  }
  if (passing.size === 0) return { unplugged, severed: [] };
  const now = reachableWithout(estate, plugs, new Set());
  const then = reachableWithout(estate, plugs, passing);
  const stays = (host: string): boolean => !gone.has(host) && !unplugged.has(host) && plugs(host).length > 0;
  const severed = estate.snapshot.dependencies.filter(
    ({ from, to }) =>
      from.host !== to.host && stays(from.host) && stays(to.host) && now(from.host, to.host) && !then(from.host, to.host),
  );
  return { unplugged, severed };
}
