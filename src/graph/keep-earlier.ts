import type { Dependency, DependencyEnd, DirectionRule, Service } from '../model/snapshot.ts';
import { type EarlierDependency, endsKey } from './dependency-ids.ts';
import { isEphemeral } from './listeners.ts';
import type { PresentServices } from './present-services.ts';

/** What there is now, by id, and how to ask about what there was. */
export interface Present {
  /** Node of a host that was looked at in this scan. */
  freshNode(host: string): number | undefined;
  /** True where the evidence of a node lists what listens there. */
  showsListeners(node: number, protocol: string): boolean;
  /** True where the sockets of the node's containers were read. */
  lookedInside(node: number): boolean;
  readonly services: ReadonlyMap<string, Service>;
  servicesOn(host: string): readonly Service[];
  /** The service of the snapshot before, by the id it has now. */
  readonly earlierServices: ReadonlyMap<string, Service>;
  readonly sockets: PresentServices;
}

/** What stays of the snapshot before although nobody saw it this time. */
export interface Kept {
  readonly dependencies: readonly Dependency[];
  /** Services these refer to and that are not among the present ones. */
  readonly services: readonly Service[];
}

/** Rules that hold only where a listener was seen: without it, the server is gone. */
const listenerRules: ReadonlySet<DirectionRule> = new Set(['own-listener', 'peer-listener']);

/** The service at one end, if there still is one: `gone` where its host was looked at and does not show it. */
export function findService({ host, service }: DependencyEnd, present: Present): Service | 'gone' | undefined {
  if (service === undefined) return undefined;
  const now = present.services.get(service);
  if (now !== undefined) return now;
  const before = present.earlierServices.get(service);
  if (before === undefined) return 'gone';
  const node = present.freshNode(host);
  if (node === undefined) return { ...before, host };
  const found = present.sockets.find(node, before);
  return found === 'unknown' ? { ...before, host } : found;
}

/** A port the kernel gives to clients, taken for a server's by a guess: nothing was ever seen to listen there. */
const looksLikeClient = ({ directionRule, port }: Dependency): boolean => directionRule !== 'syn-state' && isEphemeral(port);

const listensAt = ({ endpoints }: Service, { protocol, port }: EarlierDependency['ends']): boolean =>
  endpoints.some((endpoint) => endpoint.protocol === protocol && endpoint.port === port);

/**
 * The server of an earlier dependency. Gone is one that no longer listens on the port, on a host that shows
 * its listeners. One that never had a listener was known by its traffic alone, which is what is missing now:
 * the host may forward the port.
 */
function findServer({ ends, before }: EarlierDependency, present: Present): Service | 'gone' | undefined {
  const { to, protocol } = ends;
  const found = findService(to, present);
  const node = present.freshNode(to.host);
  if (node === undefined || !present.showsListeners(node, protocol)) return found;
  // What listens in a container only a look into it shows. Where the service is one of the host now, the host shows it.
  const wasInside = present.earlierServices.get(to.service ?? '')?.container !== undefined;
  const isInside = found === undefined || (found !== 'gone' && found.container !== undefined);
  if (wasInside && isInside && !present.lookedInside(node)) return found;
  if (found === undefined) return present.servicesOn(to.host).some((service) => listensAt(service, ends)) ? undefined : 'gone';
  if (found !== 'gone' && listensAt(found, ends)) return found;
  if (listenerRules.has(before.directionRule) || looksLikeClient(before)) return 'gone';
  const earlier = present.earlierServices.get(to.service ?? '');
  return found === 'gone' && earlier?.namedBy === 'port' ? earlier : found;
}

function keepOne(earlier: EarlierDependency, present: Present): { dependency: Dependency; services: Service[] } | undefined {
  const { ends, before } = earlier;
  const client = findService(ends.from, present);
  const server = findServer(earlier, present);
  if (client === 'gone' || server === 'gone') return undefined;
  const lookedAtBoth = [ends.from, ends.to].every(({ host }) => present.freshNode(host) !== undefined);
  const dependency: Dependency = { ...before, from: ends.from, to: ends.to, ...(lookedAtBoth ? { silent: true } : {}) };
  return { dependency, services: [client, server].filter((service) => service !== undefined) };
}

/**
 * Keeps what was not seen this time and is not known to be gone. `silent` where both hosts were looked
 * at and both services are there; as it was where nobody could look; left out where an end was looked
 * at and is gone. What the present dependencies (`seen`) continue is not kept beside them.
 */
export function keepEarlier(earlier: readonly EarlierDependency[], seen: Iterable<Dependency>, present: Present): Kept {
  const continued = new Set([...seen].flatMap((dependency) => [dependency.id, endsKey(dependency)]));
  const dependencies = new Map<string, Dependency>();
  const services = new Map<string, Service>();
  for (const candidate of earlier) {
    // What is only configured no traffic can prove or disprove.
    if (candidate.before.state === 'configured') continue;
    const key = endsKey(candidate.ends);
    if (continued.has(candidate.before.id) || continued.has(key) || dependencies.has(key)) continue;
    const kept = keepOne(candidate, present);
    if (kept === undefined) continue;
    dependencies.set(key, kept.dependency);
    for (const service of kept.services) if (!present.services.has(service.id)) services.set(service.id, service);
  }
  return { dependencies: [...dependencies.values()], services: [...services.values()] };
}
