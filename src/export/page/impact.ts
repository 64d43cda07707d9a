import { affectedAmount } from '../../model/affected-amount.ts';
import { cutOff } from '../../model/cut-off.ts';
import type { Dependency, DependencyEnd, Link } from '../../model/snapshot.ts';
import { compareText } from '../order.ts';
import { type Estate, endName, endOf, keyOf, keysOfHost } from './estate.ts';
import { count } from './wording.ts';

/** Something that needs, directly or through others, what was asked about. */
export interface Affected {
  /** Key of the end, see `keyOf`. */
  readonly key: string;
  /** 1: it needs it directly. */
  readonly distance: number;
  /** The dependency over which it is reached, one step nearer; absent where it goes down with the host it runs on. */
  readonly through?: Dependency;
  /** Id of that host. */
  readonly runsOn?: string;
  /** It is plugged into nothing but what was asked about, by these. */
  readonly pluggedInto?: readonly Link[];
}

/** The host a key stands for as a whole, if it does. */
const wholeHost = (key: string): string | undefined => (key.endsWith('?') ? key.slice(0, -1) : undefined);

/** Dependencies that break where a key does: a host as a whole takes all its services, and what comes by way of it. */
function openUsers(estate: Estate): (key: string) => readonly Dependency[] {
  const { dependencies } = estate.snapshot;
  const byWay = new Map<string, Dependency[]>();
  const toHost = new Map<string, Dependency[]>();
  const add = (map: Map<string, Dependency[]>, key: string, dependency: Dependency): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [dependency]);
    else known.push(dependency);
  };
  for (const dependency of dependencies) {
    add(toHost, dependency.to.host, dependency);
    for (const host of dependency.via) add(byWay, host, dependency);
  }
  const atPorts = (key: string): readonly Dependency[] => {
    const { host, endpoints } = estate.services.get(key) ?? { host: '', endpoints: [] };
    const nameless = endpoints.length === 0 ? [] : (estate.neededBy.get(`${host}?`) ?? []);
    return nameless.filter((one) => endpoints.some(({ protocol, port }) => protocol === one.protocol && port === one.port));
  };
  return (key) => {
    const host = wholeHost(key);
    if (host === undefined) return [...(estate.neededBy.get(key) ?? []), ...atPorts(key)];
    return [...(toHost.get(host) ?? []), ...(byWay.get(host) ?? [])];
  };
}

/** The hosts that run on a host, as its hypervisor told. */
function openGuests({ snapshot, hosts }: Estate): (host: string) => readonly string[] {
  const byName = new Map<string, string[]>();
  for (const { id, tags } of snapshot.hosts) {
    const { hypervisor } = tags;
    if (hypervisor !== undefined) byName.set(hypervisor, [...(byName.get(hypervisor) ?? []), id]);
  }
  return (host) => (byName.get(hosts.get(host)?.name ?? '') ?? []).filter((id) => id !== host);
}

/** What an end stands for: its service; where nobody knows the process the host as a whole, and so each service there. */
const keysAt = (estate: Estate, end: DependencyEnd): readonly string[] =>
  end.service === undefined ? keysOfHost(estate, end.host) : [keyOf(end)];

/** What goes with devices by its cables alone: hosts that hang on them, and who talks over them. */
function cutWith(estate: Estate, keys: readonly string[]): Affected[] {
  const { unplugged, severed } = cutOff(estate.snapshot, new Set(keys.flatMap((key) => wholeHost(key) ?? [])));
  return [
    ...[...unplugged].flatMap(([host, pluggedInto]) =>
      keysOfHost(estate, host).map((key): Affected => ({ key, distance: 1, pluggedInto })),
    ),
    ...severed.flatMap((through) => keysAt(estate, through.from).map((key): Affected => ({ key, distance: 1, through }))),
  ];
}

/**
 * Who is affected when the ends with these keys go: the clients, their clients, and so on, nearest
 * first, and the guests of a host with all that needs them. Which request leads to which other request is not known, so this is the
 * most it can be: silent arrows count, and what was only tried or stands in a configuration. `map impact` says the same.
 */
export function affectedBy(estate: Estate, keys: readonly string[]): Affected[] {
  const usersOf = openUsers(estate);
  const guestsOf = openGuests(estate);
  const seen = new Set(keys);
  const down = new Set(keys);
  const found: Affected[] = [];
  let edge = [...keys];
  for (let distance = 1; edge.length > 0; distance += 1) {
    const next: Affected[] = [];
    const take = (affected: Affected): void => {
      if (seen.has(affected.key)) return;
      seen.add(affected.key);
      next.push(affected);
    };
    for (const cut of distance === 1 ? cutWith(estate, keys) : []) {
      if (cut.pluggedInto !== undefined && !seen.has(cut.key)) down.add(cut.key);
      take(cut);
    }
    for (const key of edge) {
      const host = down.has(key) ? wholeHost(key) : undefined;
      for (const guest of host === undefined ? [] : guestsOf(host).flatMap((id) => keysOfHost(estate, id))) {
        if (!seen.has(guest)) down.add(guest);
        take({ key: guest, distance, ...(host === undefined ? {} : { runsOn: host }) });
      }
      for (const through of usersOf(key)) {
        for (const client of keysAt(estate, through.from)) take({ key: client, distance, through });
      }
    }
    found.push(...next.sort((a, b) => compareText(endName(estate, endOf(estate, a.key)), endName(estate, endOf(estate, b.key)))));
    edge = next.map(({ key }) => key);
  }
  return found;
}

/** How many are affected, counted as `map impact` does. */
export function amountWords(estate: Estate, keys: readonly string[], affected: readonly Affected[]): string {
  const asked = new Set(keys.flatMap((key) => wholeHost(key) ?? []));
  const hosts = affected.map(({ key }) => endOf(estate, key).host).filter((host) => !asked.has(host));
  const serving = affected.flatMap(({ key }) => estate.services.get(key)?.host ?? []);
  return affectedAmount({ serving, hosts, hasServices: (host) => estate.servicesOf.has(host) }, count);
}
