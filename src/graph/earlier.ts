import type { Dependency, DependencyEnd, Host, Service, Snapshot } from '../model/snapshot.ts';
import type { EarlierDependency } from './dependency-ids.ts';
import type { Estate } from './estate.ts';
import type { KnownServers } from './link.ts';
import { isProtocol, portKey } from './protocol.ts';

/** An earlier dependency between hosts there still are, with the ids these have now. */
interface EarlierArrow {
  readonly from: string;
  readonly to: string;
  readonly before: Dependency;
}

/** The snapshot before, in terms of what there is now. Hosts that are gone are left out, with all that was theirs. */
export interface Earlier {
  readonly hosts: ReadonlyMap<string, Host>;
  /** With the host called as it is now. */
  readonly services: readonly Service[];
  readonly arrows: readonly EarlierArrow[];
  /** Servers that listeners proved. */
  readonly servers: KnownServers;
}

/** What a listener seen earlier leaves behind. A habit (`fan-in` and below) must not prove itself. */
const proving: ReadonlySet<string> = new Set(['own-listener', 'peer-listener', 'known-listener']);

function findServers(arrows: readonly EarlierArrow[], { hosts }: Estate): KnownServers {
  const nodes = new Map(hosts.map(({ id }, node) => [id, node]));
  const keys = arrows.flatMap(({ to, before: { protocol, port, directionRule } }) => {
    const node = nodes.get(to);
    return node === undefined || !isProtocol(protocol) || !proving.has(directionRule) ? [] : [portKey(node, protocol, port)];
  });
  return new Set(keys);
}

/** Reads the snapshot before in the light of which hosts there are now. */
export function readEarlier(prior: Snapshot | undefined, estate: Estate): Earlier {
  const hosts = new Map((prior?.hosts ?? []).map((host) => [host.id, host]));
  const current = new Map([...hosts.values()].map((host) => [host.id, estate.currentId(host)]));
  const arrows = (prior?.dependencies ?? []).flatMap((before): EarlierArrow[] => {
    const [from, to] = [current.get(before.from.host), current.get(before.to.host)];
    return from === undefined || to === undefined ? [] : [{ from, to, before }];
  });
  const services = (prior?.services ?? []).flatMap((service): Service[] => {
    const host = current.get(service.host);
    return host === undefined ? [] : [{ ...service, host }];
  });
  return { hosts, services, arrows, servers: findServers(arrows, estate) };
}

/** The earlier dependencies with their ends called as they are now. */
export function renameEnds({ arrows }: Earlier, successors: ReadonlyMap<string, string>): EarlierDependency[] {
  const end = (host: string, { service }: DependencyEnd): DependencyEnd =>
    service === undefined ? { host } : { host, service: successors.get(service) ?? service };
  return arrows.map(({ from, to, before }) => {
    const { protocol, port } = before;
    return { before, ends: { from: end(from, before.from), to: end(to, before.to), protocol, port } };
  });
}
