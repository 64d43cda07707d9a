import type { DependencyEnd, Host, Service, Snapshot } from '../model/snapshot.ts';
import { isProtocol, portKey } from './connections.ts';
import type { EarlierDependency } from './dependency-ids.ts';
import type { Estate } from './estate.ts';
import type { KnownServers } from './link.ts';

/** The snapshot before, in terms of what there is now. */
export interface Earlier {
  readonly hosts: ReadonlyMap<string, Host>;
  /** Id of an earlier host to the one it is now; ones that are gone are missing. */
  readonly currentHosts: ReadonlyMap<string, string>;
  /** Servers that listeners proved. */
  readonly servers: KnownServers;
}

/** What a listener seen earlier leaves behind. A habit (`fan-in` and below) must not prove itself. */
const proving: ReadonlySet<string> = new Set(['own-listener', 'peer-listener', 'known-listener']);

export function readEarlier(prior: Snapshot | undefined, estate: Estate): Earlier {
  const hosts = prior?.hosts ?? [];
  const currentHosts = new Map(
    hosts.flatMap((host) => {
      const id = estate.currentId(host);
      return id === undefined ? [] : [[host.id, id] as const];
    }),
  );
  const nodes = new Map(estate.hosts.map(({ id }, node) => [id, node]));
  const servers = (prior?.dependencies ?? []).flatMap(({ to, protocol, port, directionRule }) => {
    const node = nodes.get(currentHosts.get(to.host) ?? '');
    return node === undefined || !isProtocol(protocol) || !proving.has(directionRule) ? [] : [portKey(node, protocol, port)];
  });
  return { hosts: new Map(hosts.map((host) => [host.id, host])), currentHosts, servers: new Set(servers) };
}

/** The earlier dependencies with their ends called as they are now; those of hosts that are gone are left out. */
export function readEarlierDependencies(
  prior: Snapshot | undefined,
  { currentHosts }: Earlier,
  successors: ReadonlyMap<string, string>,
): EarlierDependency[] {
  const endNow = ({ host, service }: DependencyEnd): DependencyEnd | undefined => {
    const current = currentHosts.get(host);
    if (current === undefined) return undefined;
    return service === undefined ? { host: current } : { host: current, service: successors.get(service) ?? service };
  };
  return (prior?.dependencies ?? []).flatMap((before): EarlierDependency[] => {
    const from = endNow(before.from);
    const to = endNow(before.to);
    if (from === undefined || to === undefined) return [];
    return [{ before, ends: { from, to, protocol: before.protocol, port: before.port } }];
  });
}

/** The earlier services of hosts there still are, with the host called as it is now. */
export function readEarlierServices(prior: Snapshot | undefined, { currentHosts }: Earlier): Service[] {
  return (prior?.services ?? []).flatMap((service) => {
    const host = currentHosts.get(service.host);
    return host === undefined ? [] : [{ ...service, host }];
  });
}
