import type { Service, ServiceEndpoint } from '../model/snapshot.ts';
import { compareText } from './compare-text.ts';
import { makeFreeId } from './make-id.ts';
import { serviceKey } from './service-name.ts';

/** A service as it is now, before it has an id. */
export interface NamelessService extends Omit<Service, 'id'> {}

/** Which ids the services of one host get, and what became of the earlier ones. */
export interface ServiceIds {
  /** In the order of the services given. */
  readonly ids: readonly string[];
  /** Id of an earlier service to the id of the one it is now. */
  readonly successors: ReadonlyMap<string, string>;
}

const wildcards: ReadonlySet<string> = new Set(['*', '0.0.0.0', '::']);

const overlaps = (a: ServiceEndpoint, b: ServiceEndpoint): boolean =>
  a.protocol === b.protocol &&
  a.port === b.port &&
  (a.address === b.address || wildcards.has(a.address) || wildcards.has(b.address));

/** True where both listen on one port, as far as their addresses tell. */
export const sharesEndpoint = (a: readonly ServiceEndpoint[], b: readonly ServiceEndpoint[]): boolean =>
  a.some((endpoint) => b.some((candidate) => overlaps(endpoint, candidate)));

const shared = (a: readonly ServiceEndpoint[], b: readonly ServiceEndpoint[]): number =>
  a.filter((endpoint) => b.some((candidate) => overlaps(endpoint, candidate))).length;

/**
 * True where the endpoints decide who is who: one side has no other name, or the same program got a
 * new unit or container. Another program on the port is another service.
 */
function mayBeRenamed(now: NamelessService, before: Service): boolean {
  if (now.namedBy === 'port' || before.namedBy === 'port') return true;
  return now.software !== undefined && now.software === before.software;
}

interface Overlap {
  readonly position: number;
  readonly before: Service;
  readonly count: number;
}

function findOverlaps(services: readonly NamelessService[], earlier: readonly Service[]): Overlap[] {
  const byPort = new Map<string, Service[]>();
  for (const before of earlier) {
    for (const { protocol, port } of before.endpoints) {
      const key = `${protocol} ${port}`;
      byPort.set(key, [...(byPort.get(key) ?? []), before]);
    }
  }
  const found = services.flatMap((now, position): Overlap[] => {
    const candidates = new Set(now.endpoints.flatMap(({ protocol, port }) => byPort.get(`${protocol} ${port}`) ?? []));
    return [...candidates]
      .filter((before) => mayBeRenamed(now, before))
      .map((before) => ({ position, before, count: shared(now.endpoints, before.endpoints) }))
      .filter(({ count }) => count > 0);
  });
  return found.sort((a, b) => b.count - a.count || compareText(a.before.id, b.before.id) || a.position - b.position);
}

/**
 * Gives the services of one host their ids: that of the earlier service of the same name, else that of
 * the one at the same endpoints, else a new one.
 */
export function assignServiceIds(host: string, services: readonly NamelessService[], earlier: readonly Service[]): ServiceIds {
  const ids = new Map<number, string>();
  const successors = new Map<string, string>();
  const assign = (position: number, before: Service): void => {
    const id = ids.get(position) ?? before.id;
    ids.set(position, id);
    successors.set(before.id, id);
  };
  const positions = new Map(services.map((service, position) => [serviceKey(service), position]));
  for (const before of earlier) {
    const position = positions.get(serviceKey(before));
    if (position !== undefined) assign(position, before);
  }
  const unmatched = earlier.filter(({ id }) => !successors.has(id));
  const overlapping = findOverlaps(services, unmatched);
  for (const { position, before } of overlapping) if (!ids.has(position) && !successors.has(before.id)) assign(position, before);
  // Several bare ports of before may turn out to be one service now.
  for (const { position, before } of overlapping) if (ids.has(position) && !successors.has(before.id)) assign(position, before);
  const used = new Set([...earlier.map(({ id }) => id), ...ids.values()]);
  const complete = services.map((service, position) => {
    const id = ids.get(position) ?? makeFreeId('svc', [host, serviceKey(service)], (free) => used.has(free));
    used.add(id);
    return id;
  });
  return { ids: complete, successors };
}
