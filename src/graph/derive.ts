import type { Derivation, DeriveInput, Witness } from '../model/observation.ts';
import type { Dependency, Host, Service, Snapshot } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import { byId } from './compare-text.ts';
import { measureCoverage } from './coverage.ts';
import { type EarlierDependency, type Ends, endsKey, makeDependencyId, matchDependencies } from './dependency-ids.ts';
import { describeArrow, findWitnesses, type Samples } from './describe-dependency.ts';
import { readEarlier, readEarlierDependencies, readEarlierServices } from './earlier.ts';
import { type Estate, openEstate } from './estate.ts';
import { keepEarlier } from './keep-earlier.ts';
import { linkConnections } from './link.ts';
import { createPresentServices } from './present-services.ts';
import { openServiceTable } from './service-table.ts';
import { type SettledServices, settleServices } from './settle-services.ts';
import { readSocketTables } from './socket-tables.ts';

interface Seen {
  readonly dependency: Dependency;
  readonly arrow: Arrow;
}

function endsOf(arrow: Arrow, nodes: readonly Host[], { byDraft }: SettledServices): Ends {
  const end = (node: number, draft: number): Dependency['from'] => {
    const host = nodes[node]?.id ?? '';
    const service = byDraft.get(draft)?.id;
    return service === undefined ? { host } : { host, service };
  };
  const { from, fromService, to, toService, protocol, port } = arrow;
  return { from: end(from, fromService), to: end(to, toService), protocol, port };
}

/** Names the arrows: an earlier dependency's id and first sight go on, whatever its services are called now. */
function nameArrows(
  arrows: readonly { readonly arrow: Arrow; readonly ends: Ends }[],
  earlier: readonly EarlierDependency[],
  taken: Samples,
): Seen[] {
  const matched = matchDependencies(
    arrows.map(({ ends }) => ends),
    earlier,
  );
  const used = new Set(earlier.map(({ before }) => before.id));
  return arrows.map(({ arrow, ends }) => {
    const before = matched.get(endsKey(ends));
    const id = before?.id ?? makeDependencyId(ends, (candidate) => used.has(candidate));
    used.add(id);
    const { from, to } = ends;
    const facts = describeArrow(arrow, taken);
    const firstSeen = before !== undefined && before.firstSeen < facts.firstSeen ? before.firstSeen : facts.firstSeen;
    const lastSeen = before !== undefined && before.lastSeen > facts.lastSeen ? before.lastSeen : facts.lastSeen;
    return { arrow, dependency: { id, from, to, ...facts, firstSeen, lastSeen } };
  });
}

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

function freshNodes({ known }: Estate): ReadonlyMap<string, number> {
  return new Map(
    known.flatMap(({ id, observations }, node) => (observations.some(({ fresh }) => fresh) ? [[id, node] as const] : [])),
  );
}

/** Services of hosts whose evidence is not at hand are as they were. */
function carriedServices({ known, hosts }: Estate, earlier: readonly Service[]): Service[] {
  const carried = new Set(hosts.slice(known.length).map(({ id }) => id));
  return earlier.filter(({ host }) => carried.has(host));
}

/**
 * Works out the whole estate from the evidence in use and the snapshot before: which hosts there are,
 * which services run on them, and who depends on whom. Pure and deterministic: the order of the
 * observations does not matter, and the same evidence gives the same snapshot.
 */
export function derive(input: DeriveInput): Derivation {
  const { prior } = input;
  const estate = openEstate(input.observations, input.attempts, prior);
  const earlier = readEarlier(prior, estate);
  const table = openServiceTable(estate.processes);
  const sockets = readSocketTables(estate.known, estate.book, table);
  const arrows = linkConnections(sockets, table, earlier.servers);
  const nodes = estate.nodes();
  const currentHost = (id: string): string | undefined => earlier.currentHosts.get(id);
  const settled = settleServices(table.drafts, arrows, nodes, estate.known.length, prior, currentHost);

  const before = readEarlierDependencies(prior, earlier, settled.successors);
  const earlierServices = readEarlierServices(prior, earlier);
  const seen = nameArrows(
    arrows.map((arrow) => ({ arrow, ends: endsOf(arrow, nodes, settled) })),
    before,
    sockets,
  );
  const services = new Map(
    [...carriedServices(estate, earlierServices), ...settled.services].map((service) => [service.id, service]),
  );
  const fresh = freshNodes(estate);
  const kept = keepEarlier(
    before,
    seen.map(({ dependency }) => dependency),
    {
      freshNode: (host) => fresh.get(host),
      services,
      earlierServices: new Map(earlierServices.map((service) => [service.id, service])),
      sockets: createPresentServices(estate.processes),
    },
  );
  const dependencies = byId([...seen.map(({ dependency }) => dependency), ...kept.dependencies]);
  const hosts = selectHosts(estate, nodes, earlier.hosts, dependencies);
  const allServices = byId([...services.values(), ...kept.services]);
  const snapshot: Snapshot = {
    format: 'map.snapshot',
    version: 1,
    snapshot: input.header,
    hosts,
    services: allServices,
    dependencies,
    links: [],
    applications: [],
    coverage: measureCoverage(input, hosts, allServices, dependencies),
  };
  const witnesses = seen.map(({ dependency, arrow }): [string, readonly Witness[]] => [
    dependency.id,
    findWitnesses(arrow, sockets),
  ]);
  return { snapshot, witnesses: new Map(witnesses.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
