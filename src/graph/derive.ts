import type { Derivation, DeriveInput } from '../model/observation.ts';
import type { Dependency, Host, Service, Snapshot } from '../model/snapshot.ts';
import { addConfigured } from './add-configured.ts';
import { addFlows } from './add-flows.ts';
import { collectWitnesses } from './collect-witnesses.ts';
import { byId } from './compare-text.ts';
import { linkReferences } from './configured-arrows.ts';
import { measureCoverage } from './coverage.ts';
import { type Earlier, readEarlier, renameEnds } from './earlier.ts';
import { type Estate, openEstate } from './estate.ts';
import { flowObservers, linkFlows } from './flow-arrows.ts';
import { placeGuests } from './guests.ts';
import { findService, keepEarlier, type Present } from './keep-earlier.ts';
import { linkConnections } from './link.ts';
import { addListedServices, linkListings } from './listed-services.ts';
import { nameArrows } from './name-arrows.ts';
import { placeListed } from './place-listed.ts';
import { createPresentServices, type PresentServices } from './present-services.ts';
import { isProtocol } from './protocol.ts';
import { setAsideRetold } from './retold.ts';
import { openServiceTable } from './service-table.ts';
import { groupByHost, settleServices } from './settle-services.ts';
import { readSocketTables } from './socket-tables.ts';
import { deriveTopology } from './topology/derive-topology.ts';
import { tellsConfiguration } from './visits-in-use.ts';

const byIdMap = (services: readonly Service[]): ReadonlyMap<string, Service> =>
  new Map(services.map((service) => [service.id, service]));

/** Hosts that are looked at stay anyway; peers only while something refers to them. */
function selectHosts(
  estate: Estate,
  nodes: readonly Host[],
  earlier: ReadonlyMap<string, Host>,
  dependencies: readonly Dependency[],
): Host[] {
  const peers = new Map(nodes.slice(estate.hosts.length).map((host) => [host.id, host]));
  const present = new Map(nodes.slice(0, estate.hosts.length).map((host) => [host.id, host]));
  for (const { from, to } of dependencies) {
    for (const { host } of [from, to]) {
      const peer = peers.get(host) ?? earlier.get(host);
      if (!present.has(host) && peer !== undefined) present.set(host, peer);
    }
  }
  return byId(present.values());
}

function freshNodes({ hosts, standingOf }: Estate): (host: string) => number | undefined {
  const nodes = new Map(hosts.flatMap(({ id }, node) => (standingOf(node) === 'fresh' ? [[id, node] as const] : [])));
  return (host) => nodes.get(host);
}

/** Tells of a host, by id, whether the evidence in use says how it is configured. */
function readConfigurations({ known, hosts }: Estate): (host: string) => boolean {
  const read = new Set(
    known.flatMap(({ observations, service }, node) =>
      service !== undefined || observations.some(tellsConfiguration) ? [hosts[node]?.id] : [],
    ),
  );
  return (host) => read.has(host);
}

/** Tells the processes in namespaces that are hosts of their own, by node. */
function findGuestProcesses({ guests, processes }: Estate): (node: number, pid: number) => boolean {
  const pids = guests.map((own, node) => {
    const inside = processes[node]?.namespaces.pids;
    return new Set([...own].flatMap((netns) => inside?.get(netns) ?? []));
  });
  return (node, pid) => pids[node]?.has(pid) === true;
}

/** What was seen, then what is written of the same. */
const joinWitnesses = (seen: Derivation['witnesses'], written: Derivation['witnesses']): Derivation['witnesses'] =>
  new Map(
    [...new Set([...seen.keys(), ...written.keys()])].map((id) => [id, [...(seen.get(id) ?? []), ...(written.get(id) ?? [])]]),
  );

/** What the carrying of services depends on. */
interface Continuity {
  readonly successors: ReadonlyMap<string, string>;
  readonly sockets: PresentServices;
}

/**
 * Services nobody can have missed: their hosts were not looked at, or could not show them, as a client without the list
 * of processes. A bare port is known by its traffic alone.
 */
function carriedServices({ hosts, standingOf }: Estate, { services }: Earlier, { successors, sockets }: Continuity): Service[] {
  const nodes = new Map(hosts.map(({ id }, node) => [id, node]));
  return services.filter((service) => {
    const node = nodes.get(service.host);
    if (node === undefined) return false;
    const standing = standingOf(node);
    if (standing === 'carried') return true;
    // The inventory lists all there are.
    if (standing === 'listed') return false;
    if (service.namedBy === 'port' || successors.has(service.id)) return false;
    return standing !== 'fresh' || sockets.find(node, service) === 'unknown';
  });
}

/**
 * Works out the whole estate from the evidence in use and the snapshot before: which hosts there are,
 * which services run on them, and who depends on whom. Pure and deterministic: the order of the
 * observations does not matter, and the same evidence gives the same snapshot.
 */
export function derive(input: DeriveInput): Derivation {
  const estate = openEstate(input.observations, input.attempts, input.prior);
  const earlier = readEarlier(input.prior, estate);
  const table = openServiceTable(estate.processes);
  addListedServices(estate.known, table);
  const sockets = readSocketTables(estate, table);
  const linked = linkConnections(sockets, table, earlier.servers);
  const listed = linkListings(estate.known, {
    ...{ book: estate.book, services: table, listeners: sockets.listeners },
    listings: estate.listings.services,
  });
  const told = linkReferences(estate.known, {
    book: estate.book,
    names: estate.names,
    services: table,
    listeners: sockets.listeners,
    isElsewhere: findGuestProcesses(estate),
    translate: sockets.translate,
  });
  const flows = linkFlows(flowObservers(input.observations, estate.known, input.prior?.snapshot.takenAt), {
    book: estate.book,
    translate: sockets.translate,
    services: table,
    listeners: sockets.listeners,
    seen: linked,
    known: earlier.servers,
  });
  const nodes = estate.nodes();
  const configured = [...told, ...listed];
  const { arrows, retold } = setAsideRetold(linked, nodes, estate.standingOf);
  const settled = settleServices(table.drafts, [...arrows, ...configured, ...flows.filter(({ isNews }) => isNews)], {
    nodes,
    standingOf: estate.standingOf,
    earlier: earlier.services,
  });

  const before = renameEnds(earlier, settled.successors);
  const named = nameArrows(arrows, nodes, settled, before, sockets);
  const seen = named.map(({ dependency }) => dependency);
  const showsListeners = (node: number, protocol: string): boolean =>
    isProtocol(protocol) && sockets.listeners.covers(node, protocol);
  const presentServices = createPresentServices(estate.processes, showsListeners);
  const continuity = { successors: settled.successors, sockets: presentServices };
  const present = byIdMap([...carriedServices(estate, earlier, continuity), ...settled.services]);
  const byHost = groupByHost([...present.values()]);
  const now: Present = {
    freshNode: freshNodes(estate),
    showsListeners,
    lookedInside: (node) => sockets.lookedInside.has(node),
    services: present,
    servicesOn: (host) => byHost.get(host) ?? [],
    earlierServices: byIdMap(earlier.services),
    sockets: presentServices,
  };
  const kept = keepEarlier(before, seen, now);

  const flowed = addFlows(flows, { nodes, services: settled, seen, kept: kept.dependencies, earlier: before });
  const observed = flowed.dependencies;
  const written = addConfigured(configured, {
    nodes,
    services: settled,
    present: observed,
    earlier: before,
    isRead: readConfigurations(estate),
    findService: (end) => findService(end, now),
  });
  const dependencies = byId([...observed, ...written.dependencies]);
  const guests = placeGuests(selectHosts(estate, nodes, earlier.hosts, dependencies), estate.known, input.prior?.hosts ?? []);
  const placed = placeListed(guests, estate);
  const { hosts, links, networks } = deriveTopology({ estate, hosts: placed, prior: input.prior });
  const services = byId(byIdMap([...written.services, ...kept.services, ...present.values()]).values());
  const snapshot: Snapshot = {
    format: 'map.snapshot',
    version: 1,
    snapshot: input.header,
    hosts,
    services,
    dependencies,
    links,
    applications: [],
    ...(networks.length === 0 ? {} : { networks }),
    coverage: measureCoverage(input, hosts, services, dependencies),
  };
  const sources = { named, retold, drafts: table.drafts, services, samples: sockets };
  const seenLines = joinWitnesses(collectWitnesses(dependencies, sources), flowed.witnesses);
  return { snapshot, witnesses: joinWitnesses(seenLines, written.witnesses) };
}
