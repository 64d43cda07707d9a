import type { Dependency, Host, Service } from '../model/snapshot.ts';
import { compareText } from './estate.ts';
import { isUnasked } from './sight.ts';

/** One attribute that differs. A list is given whole, sorted. */
export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

type Fields<T> = Readonly<Record<string, (item: T) => unknown>>;

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort(compareText);

const hostFields: Fields<Host> = {
  name: ({ name }) => name,
  names: ({ names }) => sorted(names),
  addresses: ({ addresses }) => sorted(addresses),
  kind: ({ kind }) => kind,
  'os.name': ({ os }) => os?.name,
  'os.version': ({ os }) => os?.version,
  status: ({ evidence }) => evidence?.status,
};

/** An empty list of processes is one nobody could see (no root there), not a service without any. */
const known = (values: readonly string[]): readonly string[] | undefined => (values.length === 0 ? undefined : values);

const serviceFields: Fields<Service> = {
  name: ({ name }) => name,
  software: ({ software }) => software,
  version: ({ version }) => version,
  kind: ({ kind }) => kind,
  endpoints: ({ endpoints }) => sorted(endpoints.map(endpointText)),
  processes: ({ processes }) => known(sorted(processes.flatMap(({ name }) => (name === undefined ? [] : [name])))),
  unit: ({ unit }) => unit,
  container: ({ container }) => container,
};

/** What the dependency is. */
const dependencyFields: Fields<Dependency> = {
  state: ({ state }) => state,
  silent: ({ silent }) => silent === true,
  via: ({ via }) => sorted(via),
};

/** How we know it: told beside a real change, because by itself it depends on the moment of looking. */
const knowledgeFields: Fields<Dependency> = {
  seenFrom: ({ seenFrom }) => seenFrom,
  directionRule: ({ directionRule }) => directionRule,
};

function endpointText({ protocol, address, port }: Service['endpoints'][number]): string {
  return `${protocol} ${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function differing<T>(fields: Fields<T>, before: T, after: T): Change[] {
  return Object.entries(fields).flatMap(([field, read]) => {
    const [from, to] = [read(before), read(after)];
    // What is not known on one side cannot have changed.
    if (from === undefined || to === undefined || JSON.stringify(from) === JSON.stringify(to)) return [];
    return [{ field, from, to }];
  });
}

/** The status of a visit is news only where there was one both times: nobody asking is not an event. */
export function hostChanges(before: Host, after: Host): Change[] {
  const asked = !isUnasked(before) && !isUnasked(after);
  return differing(hostFields, before, after).filter(({ field }) => field !== 'status' || asked);
}

export const serviceChanges = (before: Service, after: Service): Change[] => differing(serviceFields, before, after);

/** Volatile figures (connections, bytes, times, samples) are no change; how it was seen is told only beside one. */
export function dependencyChanges(before: Dependency, after: Dependency): Change[] {
  const changes = differing(dependencyFields, before, after);
  return changes.length === 0 ? [] : [...changes, ...differing(knowledgeFields, before, after)];
}
