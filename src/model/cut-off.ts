import type { Dependency, Host, Link, Snapshot } from './snapshot.ts';

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

/** The layer 2 of a snapshot. */
interface Cabling {
  readonly plugs: (host: string) => readonly Plug[];
  /** Hosts that pass frames on, as `map path` has it: network devices, and machines nobody looked at. */
  readonly passesOn: (host: string) => boolean;
  readonly starts: readonly string[];
}

function cablingOf({ hosts, links }: Pick<Snapshot, 'hosts' | 'links'>): Cabling {
  const kinds = new Map<string, Host['kind']>(hosts.map(({ id, kind }) => [id, kind]));
  const byHost = new Map<string, Plug[]>();
  const add = (host: string, far: string, link: Link): void => {
    const known = byHost.get(host);
    if (known === undefined) byHost.set(host, [{ host, far, link }]);
    else known.push({ host, far, link });
  };
  for (const link of links.filter(({ layer }) => layer === 2)) {
    add(link.a.host, link.b.host, link);
    add(link.b.host, link.a.host, link);
  }
  const passesOn = (host: string): boolean => kinds.get(host) !== 'server';
  return { plugs: (host) => byHost.get(host) ?? [], passesOn, starts: [...byHost.keys()].filter(passesOn) };
}

/** A number for each host that passes frames on, the same for all that reach each other without the `gone`. */
function labelSegments({ plugs, passesOn, starts }: Cabling, gone: ReadonlySet<string>): Map<string, number> {
  const labels = new Map<string, number>();
  const open = (host: string): boolean => !gone.has(host) && !labels.has(host) && passesOn(host);
  for (const start of starts.filter((host) => !gone.has(host))) {
    if (!open(start)) continue;
    const label = labels.size;
    const queue = [start];
    labels.set(start, label);
    // The queue grows while it is read.
    for (const host of queue) {
      for (const { far } of plugs(host)) {
        if (!open(far)) continue;
        labels.set(far, label);
        queue.push(far);
      }
    }
  }
  return labels;
}

/** Tells whether frames get from one host to another without the `gone`. */
function reachableWithout(cabling: Cabling, gone: ReadonlySet<string>): (a: string, b: string) => boolean {
  const { plugs } = cabling;
  const labels = labelSegments(cabling, gone);
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
export function cutOff(snapshot: Pick<Snapshot, 'hosts' | 'links' | 'dependencies'>, gone: ReadonlySet<string>): CutOff {
  const cabling = cablingOf(snapshot);
  const { plugs, passesOn } = cabling;
  const passing = new Set([...gone].filter((host) => passesOn(host) && plugs(host).length > 0));
  const unplugged = new Map<string, readonly Link[]>();
  if (passing.size === 0) return { unplugged, severed: [] };
  for (const { far } of [...passing].flatMap(plugs)) {
    if (gone.has(far) || unplugged.has(far) || plugs(far).some((plug) => !passing.has(plug.far))) continue;
    const cables = plugs(far).map(({ link }) => link);
    unplugged.set(far, cables);
  }
  const now = reachableWithout(cabling, new Set());
  const then = reachableWithout(cabling, passing);
  const stays = (host: string): boolean => !gone.has(host) && !unplugged.has(host) && plugs(host).length > 0;
  const severed = snapshot.dependencies.filter(
    ({ from, to }) =>
      from.host !== to.host && stays(from.host) && stays(to.host) && now(from.host, to.host) && !then(from.host, to.host),
  );
  return { unplugged, severed };
}
