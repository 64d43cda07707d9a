import { grouped } from '../model/number-text.ts';
import type { Dependency, DependencyEnd, Host, Service, Snapshot } from '../model/snapshot.ts';

/** A snapshot with its entities by id and its arrows by end, made once an analysis. */
export interface Estate {
  readonly snapshot: Snapshot;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly services: ReadonlyMap<string, Service>;
  readonly dependencies: ReadonlyMap<string, Dependency>;
  readonly servicesOf: (hostId: string) => readonly Service[];
  /** Arrows that begin at a host, at any of its services. */
  readonly outgoing: (hostId: string) => readonly Dependency[];
  /** Arrows that end at a host, at any of its services. */
  readonly incoming: (hostId: string) => readonly Dependency[];
}

/** Items by a key, in their order. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return (wanted) => groups.get(wanted) ?? [];
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** Indexes a snapshot; linear in its size. */
export function indexEstate(snapshot: Snapshot): Estate {
  return {
    snapshot,
    hosts: byId(snapshot.hosts),
    services: byId(snapshot.services),
    dependencies: byId(snapshot.dependencies),
    servicesOf: groupBy(snapshot.services, ({ host }) => host),
    outgoing: groupBy(snapshot.dependencies, ({ from }) => from.host),
    incoming: groupBy(snapshot.dependencies, ({ to }) => to.host),
  };
}

/** Name of a host for people; its id where the snapshot does not hold it. */
export const hostName = (estate: Estate, id: string): string => estate.hosts.get(id)?.name ?? id;

/** `web1/nginx`; of what is nothing but its service (a balancer, a service of a cluster, a managed database) the name once. */
function nameAt(estate: Estate, host: string, { name }: Service): string {
  const known = estate.hosts.get(host);
  return known?.kind === 'virtual-address' && known.name === name ? name : `${hostName(estate, host)}/${name}`;
}

/** `web1/nginx`: a service as people and `select` know it. */
export const serviceName = (estate: Estate, service: Service): string => nameAt(estate, service.host, service);

/** `web1/nginx`, or `web1` where the process is not known. */
export function endName(estate: Estate, end: DependencyEnd): string {
  const service = end.service === undefined ? undefined : estate.services.get(end.service);
  return service === undefined ? hostName(estate, end.host) : nameAt(estate, end.host, service);
}

/** `5432`, and `53/udp` where it is not TCP. */
export const portText = ({ port, protocol }: Pick<Dependency, 'port' | 'protocol'>): string =>
  protocol === 'tcp' ? String(port) : `${port}/${protocol}`;

/** `db1/postgresql:5432`; of a service that is known by its port alone the port once: `db1/tcp/5432`. */
export function serverName(estate: Estate, { to, protocol, port }: Pick<Dependency, 'to' | 'protocol' | 'port'>): string {
  const name = endName(estate, to);
  // `tcp/5432@NAME` is the listener of a network namespace.
  const [plain] = (estate.services.get(to.service ?? '')?.name ?? '').split('@');
  return plain === `${protocol}/${port}` ? name : `${name}:${portText({ port, protocol })}`;
}

/** By UTF-16 code unit: the one order that no locale changes. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `1 host`, `2 hosts`, `2 dependencies`, `1,200 lines`: every number of things a person reads, in lists and summaries alike. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(amount)} ${amount === 1 ? singular : plural}`;
}
