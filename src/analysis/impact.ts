import { cutOff } from '../model/cut-off.ts';
import type { Dependency, DependencyEnd, Link, Service } from '../model/snapshot.ts';
import { compareText, type Estate, groupBy, hostName, serviceName } from './estate.ts';
import { openGuests } from './guests.ts';
import { type Node, nodeName } from './select.ts';

/** One service or host that depends on the nodes asked about, and one shortest reason why. */
export interface Affected {
  readonly id: string;
  readonly kind: 'host' | 'service';
  readonly name: string;
  /** Steps on the path: arrows, and what goes with the machine it runs on or the switch it is plugged into; 1 for those who use the node itself. */
  readonly distance: number;
  /** Ids of the dependencies on the path, from the affected one to the node, or to a guest that runs on it. */
  readonly because: readonly string[];
  /** Ids of the hosts at the end of the path that the one before runs on; the last is the node. */
  readonly runsOn?: readonly string[];
  /** Ids of the links at the end of the path: the host there is plugged into the nodes alone. */
  readonly pluggedInto?: readonly string[];
  /** The last dependency of the path is cut: every known cable between its ends leads over the nodes. */
  readonly cutOff?: true;
  /** It is infrastructure everybody uses. */
  readonly shared?: { readonly reason: string };
  /** Ids of shared services on the path in between: what is behind them is affected by way of everybody's infrastructure. */
  readonly through?: readonly string[];
}

/** What `map impact NODE --json` prints. */
export interface ImpactDocument {
  readonly format: 'map.impact';
  readonly version: 1;
  readonly nodes: readonly { readonly id: string; readonly kind: 'host' | 'service'; readonly name: string }[];
  /** By distance, then name. */
  readonly affected: readonly Affected[];
}

/** A node of the walk: a service, or a host as a whole (also: some process on it that nobody could name). */
interface Stop {
  readonly kind: 'host' | 'service';
  readonly id: string;
}

/** How a stop was reached: the arrow that begins there, or the machine it runs on or hangs on, and the stop that leads to. */
interface Reached {
  readonly stop: Stop;
  readonly distance: number;
  readonly arrow?: Dependency;
  readonly runsOn?: string;
  readonly pluggedInto?: readonly Link[];
  readonly cutOff?: true;
  readonly next?: Reached;
  /** It is switched off with the node, and all that runs on it; others only lack something they need. */
  readonly down?: true;
}

const stopKey = ({ kind, id }: Stop): string => `${kind} ${id}`;

/** Arrows that break when a stop does. */
function arrowsInto(estate: Estate): (stop: Stop) => readonly Dependency[] {
  const { dependencies } = estate.snapshot;
  const place = (host: string, protocol: string, port: number): string => `${host} ${protocol} ${port}`;
  const toService = groupBy(dependencies, ({ to }) => to.service ?? '');
  const toPort = groupBy(
    dependencies.filter(({ to }) => to.service === undefined),
    ({ to, protocol, port }) => place(to.host, protocol, port),
  );
  const throughHosts = dependencies.flatMap((dependency) => dependency.via.map((host) => ({ host, dependency })));
  const through = groupBy(throughHosts, ({ host }) => host);
  const portsOf = (service: Service | undefined): readonly Dependency[] => {
    const places = (service?.endpoints ?? []).map(({ protocol, port }) => place(service?.host ?? '', protocol, port));
    return [...new Set(places)].flatMap(toPort);
  };
  return ({ kind, id }) =>
    kind === 'service'
      ? [...toService(id), ...portsOf(estate.services.get(id))]
      : [...estate.incoming(id), ...through(id).map(({ dependency }) => dependency)];
}

/** A host as a whole, and each of its services. */
const stopsOf = (estate: Estate, host: string): Stop[] => [
  { kind: 'host', id: host },
  ...estate.servicesOf(host).map(({ id }): Stop => ({ kind: 'service', id })),
];

/** What an end stands for: its service; where nobody knows the process the host as a whole, and so each service there. */
const stopsAt = (estate: Estate, { host, service }: DependencyEnd): Stop[] =>
  service === undefined ? stopsOf(estate, host) : [{ kind: 'service', id: service }];

/** What goes with devices by its cables alone, a step from the seeds. */
function firstCut(estate: Estate, seeds: readonly Stop[]): Reached[] {
  const { unplugged, severed } = cutOff(estate.snapshot, new Set(seeds.flatMap(({ kind, id }) => (kind === 'host' ? [id] : []))));
  const hanging = [...unplugged].flatMap(([host, pluggedInto]) =>
    stopsOf(estate, host).map((stop): Reached => ({ stop, distance: 1, pluggedInto, down: true })),
  );
  const cut = severed.flatMap((arrow) =>
    stopsAt(estate, arrow.from).map((stop): Reached => ({ stop, distance: 1, arrow, cutOff: true })),
  );
  return [...hanging, ...cut];
}

/** Breadth first from the seeds against the arrows, and to the guests of machines that go: every stop once, by a shortest path. */
function walk(estate: Estate, seeds: readonly Stop[]): Reached[] {
  const into = arrowsInto(estate);
  const guestsOf = openGuests(estate);
  const queue: Reached[] = seeds.map((stop) => ({ stop, distance: 0, down: true }));
  const seen = new Set(queue.map(({ stop }) => stopKey(stop)));
  const push = (reached: Reached): void => {
    if (seen.has(stopKey(reached.stop))) return;
    seen.add(stopKey(reached.stop));
    queue.push(reached);
  };
  for (const reached of firstCut(estate, seeds)) push(reached);
  // The queue grows while it is read.
  for (const reached of queue) {
    const distance = reached.distance + 1;
    const { kind, id } = reached.stop;
    const guests = reached.down === true && kind === 'host' ? guestsOf(id) : [];
    for (const stop of guests.flatMap((guest) => stopsOf(estate, guest))) {
      push({ stop, distance, runsOn: id, next: reached, down: true });
    }
    for (const arrow of into(reached.stop)) {
      for (const stop of stopsAt(estate, arrow.from)) push({ stop, distance, arrow, next: reached });
    }
  }
  return queue.filter(({ distance }) => distance > 0);
}

/** The arrows from a stop to the node, the machines at the end of the way, and the stops in between. */
function pathOf(reached: Reached): { because: string[]; runsOn: string[]; stops: Stop[]; last: Reached } {
  const because: string[] = [];
  const runsOn: string[] = [];
  const stops: Stop[] = [];
  let last = reached;
  for (let at: Reached | undefined = reached; at !== undefined && at.distance > 0; at = at.next) {
    last = at;
    if (at.arrow !== undefined) because.push(at.arrow.id);
    if (at.runsOn !== undefined) runsOn.push(at.runsOn);
    if (at !== reached) stops.push(at.stop);
  }
  return { because, runsOn, stops, last };
}

function affectedAt(estate: Estate, reached: Reached, stop: Stop): Affected {
  const { because, runsOn, stops, last } = pathOf(reached);
  const service = stop.kind === 'service' ? estate.services.get(stop.id) : undefined;
  const through = stops.filter(({ kind, id }) => kind === 'service' && estate.services.get(id)?.shared !== undefined);
  return {
    id: stop.id,
    kind: stop.kind,
    name: service === undefined ? hostName(estate, stop.id) : serviceName(estate, service),
    distance: reached.distance,
    because,
    ...(runsOn.length === 0 ? {} : { runsOn }),
    ...(last.pluggedInto === undefined ? {} : { pluggedInto: last.pluggedInto.map(({ id }) => id) }),
    ...(last.cutOff === undefined ? {} : { cutOff: true }),
    ...(service?.shared === undefined ? {} : { shared: service.shared }),
    ...(through.length === 0 ? {} : { through: through.map(({ id }) => id) }),
  };
}

/** The hosts of affected services: each once, by the way of its nearest service. */
function withHosts(estate: Estate, reached: readonly Reached[], seeds: readonly Stop[]): Affected[] {
  const hosts = new Set(seeds.flatMap(({ kind, id }) => (kind === 'host' ? [id] : [])));
  const affected: Affected[] = [];
  // `reached` is in order of distance, so the first way to a host is the shortest.
  for (const item of reached) {
    const { stop } = item;
    if (stop.kind === 'service') affected.push(affectedAt(estate, item, stop));
    const host = stop.kind === 'host' ? stop.id : (estate.services.get(stop.id)?.host ?? stop.id);
    if (hosts.has(host)) continue;
    hosts.add(host);
    affected.push(affectedAt(estate, item, { kind: 'host', id: host }));
  }
  return affected.sort((a, b) => a.distance - b.distance || compareText(a.name, b.name) || compareText(a.id, b.id));
}

const seedsOf = (estate: Estate, node: Node): Stop[] =>
  node.kind === 'service' ? [{ kind: 'service', id: node.service.id }] : stopsOf(estate, node.host.id);

/**
 * Who depends on the nodes, directly or by way of others. A host stands for all its services. Where the
 * client's process is not known, its whole host counts as affected, with each service there and everybody who
 * uses one: an impact too large is checked, one too small is an outage. So silent arrows count too, tries nobody answered, and
 * what only stands in a configuration. A host takes the guests that run on it along, and what they take; a switch the hosts that
 * are plugged into nothing else, and every dependency whose only known cables lead over it.
 */
export function impact(estate: Estate, nodes: readonly Node[]): ImpactDocument {
  const seeds = nodes.flatMap((node) => seedsOf(estate, node));
  return {
    format: 'map.impact',
    version: 1,
    nodes: nodes.map((node) => ({
      id: node.kind === 'host' ? node.host.id : node.service.id,
      kind: node.kind,
      name: nodeName(estate, node),
    })),
    affected: withHosts(estate, walk(estate, seeds), seeds),
  };
}
