import type { ProcessRef } from '../model/fact.ts';
import type { Host, Service, ServiceEndpoint } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import { byId, compareText } from './compare-text.ts';
import { readImage } from './container-name.ts';
import type { Standing } from './estate.ts';
import type { ServiceDraft } from './service-draft.ts';
import { assignServiceIds, type NamelessService, sharesEndpoint } from './service-ids.ts';

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

/** The image's program where no process is known, and its version where the image is called after the program. */
function programOf(draft: ServiceDraft, processes: readonly ProcessRef[]): Pick<Service, 'software' | 'version'> {
  if (draft.program?.software !== undefined) {
    const { software, version } = draft.program;
    return { software, ...(version === undefined ? {} : { version }) };
  }
  const running = softwareOf(draft, processes);
  const image = draft.image === undefined ? undefined : readImage(draft.image);
  const software = running ?? image?.software;
  if (software === undefined) return {};
  return { software, ...(image?.version !== undefined && image.software === software ? { version: image.version } : {}) };
}

const sortedEndpoints = (endpoints: ServiceDraft['endpoints']): Service['endpoints'] =>
  [...endpoints.values()].sort(
    (a, b) => compareText(a.protocol, b.protocol) || a.port - b.port || compareText(a.address, b.address),
  );

function describeService(draft: ServiceDraft, host: string, calls: boolean): NamelessService {
  const { name, unit, container, namedBy } = draft.name;
  const processes = processesOf(draft);
  const listens = draft.endpoints.size > 0 || !calls;
  return {
    host,
    name,
    ...programOf(draft, processes),
    kind: listens && calls ? 'both' : listens ? 'listener' : 'client',
    endpoints: sortedEndpoints(draft.endpoints),
    processes,
    ...(unit === undefined ? {} : { unit }),
    ...(container === undefined ? {} : { container }),
    namedBy,
  };
}

/** Services by the id of their host. */
export function groupByHost(services: readonly Service[]): ReadonlyMap<string, Service[]> {
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const group = groups.get(service.host);
    if (group === undefined) groups.set(service.host, [service]);
    else group.push(service);
  }
  return groups;
}

/** Positions of the services an arrow is between. */
type ServiceEnds = Pick<Arrow, 'fromService' | 'toService'>;

interface NodeDrafts {
  readonly drafts: readonly ServiceDraft[];
  readonly host: Host;
  readonly node: number;
}

/** The drafts that listen or are an end of an arrow, by node. */
function usedDrafts(drafts: readonly ServiceDraft[], arrows: readonly ServiceEnds[], hosts: readonly Host[]): NodeDrafts[] {
  const used = new Set(arrows.flatMap(({ fromService, toService }) => [fromService, toService]));
  const byNode = new Map<number, ServiceDraft[]>();
  for (const draft of drafts) {
    if (!draft.listens && !used.has(draft.index)) continue;
    const known = byNode.get(draft.node);
    if (known === undefined) byNode.set(draft.node, [draft]);
    else known.push(draft);
  }
  return [...byNode].flatMap(([node, of]) => {
    const host = hosts[node];
    const sorted = of.sort((a, b) => compareText(a.key, b.key));
    return host === undefined ? [] : [{ drafts: sorted, host, node }];
  });
}

const portOf = ({ protocol, port }: ServiceEndpoint): string => `${protocol} ${port}`;

/**
 * On a host nobody looked at only ports are known now, and an earlier look knew what listens on them.
 * Returns the drafts it did not know.
 */
function recognize(
  drafts: readonly ServiceDraft[],
  before: readonly Service[],
  byDraft: Map<number, Service>,
  successors: Map<string, string>,
): readonly ServiceDraft[] {
  const byPort = new Map<string, Service[]>();
  for (const service of before) {
    for (const key of new Set(service.endpoints.map(portOf))) byPort.set(key, [...(byPort.get(key) ?? []), service]);
  }
  return drafts.filter((draft) => {
    const endpoints = [...draft.endpoints.values()];
    const near = new Set([...new Set(endpoints.map(portOf))].flatMap((key) => byPort.get(key) ?? []));
    const known = byId(near).find((service) => sharesEndpoint(endpoints, service.endpoints));
    if (known === undefined) return true;
    byDraft.set(draft.index, known);
    successors.set(known.id, known.id);
    return false;
  });
}

/** Who the services belong to, and what an earlier snapshot knew of them. */
export interface ServiceContext {
  /** All nodes. */
  readonly nodes: readonly Host[];
  standingOf(node: number): Standing;
  /** Services of the snapshot before, with the host called as it is now. */
  readonly earlier: readonly Service[];
}

/**
 * Settles which services there are. Of a host there is no new evidence of, an earlier snapshot knew at
 * least as well what they are.
 */
export function settleServices(
  drafts: readonly ServiceDraft[],
  arrows: readonly ServiceEnds[],
  { nodes, standingOf, earlier }: ServiceContext,
): SettledServices {
  const calling = new Set(arrows.map(({ fromService }) => fromService));
  const earlierByHost = groupByHost(earlier);
  const byDraft = new Map<number, Service>();
  const successors = new Map<string, string>();
  for (const { drafts: own, host, node } of usedDrafts(drafts, arrows, nodes)) {
    const before = earlierByHost.get(host.id) ?? [];
    const standing = standingOf(node);
    const hasEvidence = standing !== 'carried' && standing !== 'peer';
    const rest = hasEvidence ? own : recognize(own, before, byDraft, successors);
    const services = rest.map((draft) => describeService(draft, host.id, calling.has(draft.index)));
    const settled = assignServiceIds(host.id, services, before);
    for (const [from, to] of settled.successors) successors.set(from, to);
    const unchanged = new Map(standing === 'unchanged' ? before.map((service) => [service.id, service]) : []);
    for (const [position, service] of services.entries()) {
      const draft = rest[position];
      const id = settled.ids[position];
      if (draft !== undefined && id !== undefined) byDraft.set(draft.index, unchanged.get(id) ?? { id, ...service });
    }
  }
  return { services: [...new Map([...byDraft.values()].map((service) => [service.id, service])).values()], byDraft, successors };
}
