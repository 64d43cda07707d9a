import { isIP, isIPv6 } from 'node:net';
import type { Host, Service } from '../model/snapshot.ts';
import { type Estate, serviceName } from './estate.ts';
import { nearest } from './nearest.ts';

/** One thing on the map. */
export type Node =
  | { readonly kind: 'host'; readonly host: Host }
  | { readonly kind: 'service'; readonly host: Host; readonly service: Service };

/** What a text that should name a node turned out to be. */
export type Selection =
  | { readonly kind: 'found'; readonly node: Node /** Only the beginning of its name was given. */; readonly guessed?: true }
  /** Several nodes go by that name. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Node[] }
  /** Nothing does; names that look like it. */
  | { readonly kind: 'unknown'; readonly suggestions: readonly string[] };

const lower = (text: string): string => text.toLowerCase();
const firstLabel = (name: string): string => lower(name).split('.')[0] ?? '';

/** RFC 5952 form of an IPv6 address however it was typed, other text as it is. */
function canonical(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  // A URL's host is written in the form of RFC 5952 (WHATWG URL, IPv6 serializer).
  return isIPv6(bare) && !bare.includes('%') ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : lower(bare);
}

/** Ways to name a host, the plainest first: a later one counts only where no earlier one matches. */
const hostHandles: readonly ((host: Host, text: string) => boolean)[] = [
  (host, text) => host.id === text,
  (host, text) => lower(host.name) === lower(text),
  (host, text) => host.names.some((name) => lower(name) === lower(text)),
  (host, text) => host.addresses.includes(canonical(text)),
  (host, text) => (host.targets ?? []).includes(text),
  (host, text) => (host.formerAddresses ?? []).includes(canonical(text)),
  (host, text) => [host.name, ...host.names].some((name) => isIP(name) === 0 && firstLabel(name) === lower(text)),
];

/** Ways to name a service among others. */
const serviceHandles: readonly ((service: Service, text: string) => boolean)[] = [
  (service, text) => service.id === text,
  (service, text) => lower(service.name) === lower(text),
  (service, text) => service.unit === text || service.unit === `${text}.service` || service.container === text,
  (service, text) => service.software !== undefined && lower(service.software) === lower(text),
];

/** The items that the first matching handle names. */
function named<T>(items: readonly T[], handles: readonly ((item: T, text: string) => boolean)[], text: string): readonly T[] {
  for (const matches of handles) {
    const hits = items.filter((item) => matches(item, text));
    if (hits.length > 0) return hits;
  }
  return [];
}

const hostsNamed = (estate: Estate, text: string): readonly Host[] => named(estate.snapshot.hosts, hostHandles, text);

function serviceNodes(estate: Estate, services: readonly Service[]): Node[] {
  return services.flatMap((service): Node[] => {
    const host = estate.hosts.get(service.host);
    return host === undefined ? [] : [{ kind: 'service', host, service }];
  });
}

/** `web1/nginx`. */
function byPath(estate: Estate, text: string): Node[] {
  const slash = text.indexOf('/');
  if (slash <= 0) return [];
  const hosts = hostsNamed(estate, text.slice(0, slash));
  const services = hosts.flatMap((host) => named(estate.servicesOf(host.id), serviceHandles, text.slice(slash + 1)));
  return serviceNodes(estate, services);
}

/** `db1/postgresql` for `db1/postgresql@15-main`: the beginning of a service's name, where nothing has the whole. */
function byPathPrefix(estate: Estate, text: string): Node[] {
  const slash = text.indexOf('/');
  const start = lower(text.slice(slash + 1));
  if (slash <= 0 || start === '') return [];
  const services = hostsNamed(estate, text.slice(0, slash)).flatMap((host) => estate.servicesOf(host.id));
  return serviceNodes(
    estate,
    services.filter(({ name }) => lower(name).startsWith(start)),
  );
}

/** `db1:5432`, `[2001:db8::9]:5432`. */
function byPort(estate: Estate, text: string): Node[] {
  const parts = /^(.+):(\d{1,5})$/.exec(text);
  const [, name = '', port = ''] = parts ?? [];
  if (parts === null || (name.includes(':') && !name.startsWith('['))) return [];
  const services = hostsNamed(estate, name).flatMap((host) => estate.servicesOf(host.id));
  return serviceNodes(
    estate,
    services.filter(({ endpoints }) => endpoints.some((endpoint) => endpoint.port === Number(port))),
  );
}

function byId(estate: Estate, text: string): Node[] {
  const host = estate.hosts.get(text);
  const service = estate.services.get(text);
  return [
    ...(host === undefined ? [] : [{ kind: 'host' as const, host }]),
    ...serviceNodes(estate, service === undefined ? [] : [service]),
  ];
}

const byHost = (estate: Estate, text: string): Node[] => hostsNamed(estate, text).map((host) => ({ kind: 'host', host }));

const byService = (estate: Estate, text: string): Node[] =>
  serviceNodes(estate, named(estate.snapshot.services, serviceHandles, text));

/**
 * An id names what it is the id of. A port names a service before it names the target a host was reached by (`web1:22`), and a host goes
 * before a service of the same name, because `host/service` is there for the service.
 */
const ways: readonly ((estate: Estate, text: string) => Node[])[] = [byId, byPort, byHost, byPath, byService, byPathPrefix];

/** What `select` takes for a node, as people would type it. */
export const nodeName = (estate: Estate, node: Node): string =>
  node.kind === 'host' ? node.host.name : serviceName(estate, node.service);

function suggestionsFor(estate: Estate, text: string): string[] {
  const { hosts, services } = estate.snapshot;
  const names = hosts.flatMap((host) => [host.name, ...host.names, ...host.addresses]);
  const paths = services.map((service) => serviceName(estate, service));
  return nearest(text, [...names, ...paths, ...services.map(({ name }) => name)]);
}

/** Finds the host or service a text means: an id, a name, an address, `host:port`, `host/service`, or the key of a target. */
export function select(estate: Estate, text: string): Selection {
  for (const way of ways) {
    const candidates = way(estate, text);
    const [node, ...others] = candidates;
    if (node === undefined) continue;
    if (others.length > 0) return { kind: 'ambiguous', candidates };
    return { kind: 'found', node, ...(way === byPathPrefix ? { guessed: true } : {}) };
  }
  return { kind: 'unknown', suggestions: suggestionsFor(estate, text) };
}
