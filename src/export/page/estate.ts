import type { Dependency, DependencyEnd, Host, Service, Snapshot } from '../../model/snapshot.ts';
import { compareText, groupBy } from '../order.ts';

/** The snapshot with the indexes the page asks for all the time. */
export interface Estate {
  readonly snapshot: Snapshot;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly services: ReadonlyMap<string, Service>;
  readonly dependencies: ReadonlyMap<string, Dependency>;
  /** Services of a host, by name. */
  readonly servicesOf: ReadonlyMap<string, readonly Service[]>;
  /** Dependencies by the end that needs, and by the end that is needed; keys are `keyOf`. */
  readonly needs: ReadonlyMap<string, readonly Dependency[]>;
  readonly neededBy: ReadonlyMap<string, readonly Dependency[]>;
}

/** An end of a dependency: its service, or the host's unnamed part (the picture's id for it). */
export const keyOf = ({ host, service }: DependencyEnd): string => service ?? `${host}?`;

export function indexEstate(snapshot: Snapshot): Estate {
  const sorted = [...snapshot.services].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
  return {
    snapshot,
    hosts: new Map(snapshot.hosts.map((host) => [host.id, host])),
    services: new Map(snapshot.services.map((service) => [service.id, service])),
    dependencies: new Map(snapshot.dependencies.map((dependency) => [dependency.id, dependency])),
    servicesOf: groupBy(sorted, ({ host }) => host),
    needs: groupBy(snapshot.dependencies, ({ from }) => keyOf(from)),
    neededBy: groupBy(snapshot.dependencies, ({ to }) => keyOf(to)),
  };
}

/** Every key that belongs to a host: its services and its unnamed part. */
export const keysOfHost = (estate: Estate, host: string): string[] => [
  ...(estate.servicesOf.get(host) ?? []).map(({ id }) => id),
  `${host}?`,
];

export const hostName = (estate: Estate, id: string): string => {
  const host = estate.hosts.get(id);
  return host === undefined ? id : host.name.trim() || (host.addresses[0] ?? id);
};

/** `db1 · postgresql`, or the host alone where the process is not known, or where it is nothing but that service (a balancer). */
export function endName(estate: Estate, end: DependencyEnd): string {
  const service = estate.services.get(end.service ?? '');
  const host = hostName(estate, end.host);
  return service === undefined || service.name === host ? host : `${host} · ${service.name}`;
}

/** The end a key stands for. */
export function endOf(estate: Estate, key: string): DependencyEnd {
  const service = estate.services.get(key);
  return service === undefined ? { host: key.replace(/\?$/, '') } : { host: service.host, service: service.id };
}
