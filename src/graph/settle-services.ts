import type { ProcessRef } from '../model/fact.ts';
import type { Host, Service, Snapshot } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import { compareText } from './compare-text.ts';
import { assignServiceIds, type NamelessService, sharesEndpoint } from './service-ids.ts';
import type { ServiceDraft } from './service-table.ts';

/** The services as they are now, and what became of the earlier ones. */
export interface SettledServices {
  readonly services: readonly Service[];
  /** By position in the service table; nothing for process groups that neither listen nor call. */
  readonly byDraft: ReadonlyMap<number, Service>;
  /** Id of a service of the snapshot before to the one it is now. */
  readonly successors: ReadonlyMap<string, string>;
}

const byPid = (a: ProcessRef, b: ProcessRef): number =>
  (a.pid ?? Infinity) - (b.pid ?? Infinity) || compareText(a.name ?? '', b.name ?? '');

/**
 * The processes that make up a service. Of one that listens, those that hold the listening sockets, and
 * one of every other program it runs: the workers that serve single connections are others a minute later.
 */
function processesOf({ listening, connected }: ServiceDraft): ProcessRef[] {
  const others = [...connected.values()].sort(byPid);
  if (listening.size === 0) return others;
  const names = new Set([...listening.values()].map(({ name }) => name));
  const further = others.filter(({ name }) => {
    const isNew = !names.has(name);
    names.add(name);
    return isNew;
  });
  return [...listening.values(), ...further].sort(byPid);
}

function softwareOf({ mainPid, name }: ServiceDraft, processes: readonly ProcessRef[]): string | undefined {
  // Behind a bare port there is at most the service manager, which is not the software.
  if (name.namedBy === 'port') return undefined;
  const main = processes.find(({ pid }) => pid !== undefined && pid === mainPid);
  return main?.name ?? processes.find((process) => process.name !== undefined)?.name;
}

const sortedEndpoints = (endpoints: ServiceDraft['endpoints']): Service['endpoints'] =>
  [...endpoints.values()].sort(
    (a, b) => compareText(a.protocol, b.protocol) || a.port - b.port || compareText(a.address, b.address),
  );

function describeService(draft: ServiceDraft, host: string, calls: boolean): NamelessService {
  const { name, unit, container, namedBy } = draft.name;
  const processes = processesOf(draft);
  const software = softwareOf(draft, processes);
  const listens = draft.endpoints.size > 0 || !calls;
  return {
    host,
    name,
    ...(software === undefined ? {} : { software }),
    kind: listens && calls ? 'both' : listens ? 'listener' : 'client',
    endpoints: sortedEndpoints(draft.endpoints),
    processes,
    ...(unit === undefined ? {} : { unit }),
    ...(container === undefined ? {} : { container }),
    namedBy,
  };
}

function groupByHost<T>(items: readonly T[], hostOf: (item: T) => string | undefined): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const host = hostOf(item);
    if (host === undefined) continue;
    const group = groups.get(host);
    if (group === undefined) groups.set(host, [item]);
    else group.push(item);
  }
  return groups;
}

interface NodeDrafts {
  readonly drafts: readonly ServiceDraft[];
  readonly host: Host;
}

/** The drafts that listen or are an end of an arrow, by node. */
function usedDrafts(drafts: readonly ServiceDraft[], arrows: readonly Arrow[], hosts: readonly Host[]): NodeDrafts[] {
  const used = new Set(arrows.flatMap(({ fromService, toService }) => [fromService, toService]));
  const byNode = new Map<number, ServiceDraft[]>();
  for (const draft of drafts) {
    if (draft.endpoints.size === 0 && !used.has(draft.index)) continue;
    const known = byNode.get(draft.node);
    if (known === undefined) byNode.set(draft.node, [draft]);
    else known.push(draft);
  }
  return [...byNode].flatMap(([node, of]) => {
    const host = hosts[node];
    const sorted = of.sort((a, b) => compareText(a.key, b.key));
    return host === undefined ? [] : [{ drafts: sorted, host }];
  });
}

/**
 * On a host nobody looked at only ports are known now, and an earlier look knew what listens on them.
 * Returns the drafts it did not know.
 */
function recognize(
  drafts: readonly ServiceDraft[],
  host: string,
  before: readonly Service[],
  byDraft: Map<number, Service>,
  successors: Map<string, string>,
): readonly ServiceDraft[] {
  return drafts.filter((draft) => {
    const known = before.find((service) => sharesEndpoint([...draft.endpoints.values()], service.endpoints));
    if (known === undefined) return true;
    byDraft.set(draft.index, { ...known, host });
    successors.set(known.id, known.id);
    return false;
  });
}

/**
 * Settles which services there are. `hosts` are all nodes; `lookedAt` is how many of them, from the
 * first, there is evidence of: of the others an earlier snapshot knows better what listens there.
 */
export function settleServices(
  drafts: readonly ServiceDraft[],
  arrows: readonly Arrow[],
  hosts: readonly Host[],
  lookedAt: number,
  prior: Snapshot | undefined,
  currentHost: (priorHost: string) => string | undefined,
): SettledServices {
  const calling = new Set(arrows.map(({ fromService }) => fromService));
  const earlier = groupByHost(prior?.services ?? [], ({ host }) => currentHost(host));
  const known = new Set(hosts.slice(0, lookedAt).map(({ id }) => id));
  const byDraft = new Map<number, Service>();
  const successors = new Map<string, string>();
  for (const { drafts: own, host } of usedDrafts(drafts, arrows, hosts)) {
    const before = earlier.get(host.id) ?? [];
    const rest = known.has(host.id) ? own : recognize(own, host.id, before, byDraft, successors);
    const services = rest.map((draft) => describeService(draft, host.id, calling.has(draft.index)));
    const settled = assignServiceIds(host.id, services, before);
    for (const [from, to] of settled.successors) successors.set(from, to);
    for (const [position, service] of services.entries()) {
      const draft = rest[position];
      const id = settled.ids[position];
      if (draft !== undefined && id !== undefined) byDraft.set(draft.index, { id, ...service });
    }
  }
  return { services: [...new Map([...byDraft.values()].map((service) => [service.id, service])).values()], byDraft, successors };
}
