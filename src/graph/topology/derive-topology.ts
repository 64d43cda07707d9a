import type { Host, Link, Network, Snapshot } from '../../model/snapshot.ts';
import { byId as sortById } from '../compare-text.ts';
import type { Estate } from '../estate.ts';
import { type CableBook, isIn, openCableBook, tellAlso } from './cable-book.ts';
import { describeDevice } from './describe-device.ts';
import { openDeviceIndex } from './device-index.ts';
import { addBranches, findUplinks } from './fdb-cables.ts';
import { finishLinks, markMismatches } from './finish-links.ts';
import { readLearned } from './forwarding.ts';
import { findBranches } from './forwarding-tree.ts';
import { joinReports } from './join-reports.ts';
import { hostsOf, keepLinks, type Sight } from './keep-links.ts';
import { findNetworks } from './networks.ts';
import { makePhantoms } from './phantoms.ts';
import { findOwners, placeHosts } from './place-hosts.ts';
import type { Cable, Report } from './report.ts';
import { type Draft, draftAdjacencies, draftPeers, type Places } from './reports.ts';
import { entryOf, openSite, type Site } from './sites.ts';
import { reportStp } from './stp-reports.ts';
import { readTold } from './told.ts';

/** What the network part of a snapshot is made from. */
export interface TopologyInput {
  readonly estate: Estate;
  /** The hosts of the snapshot so far. */
  readonly hosts: readonly Host[];
  readonly prior: Snapshot | undefined;
}

export interface Topology {
  /** All hosts: with kinds, and with the neighbors nobody looked at. */
  readonly hosts: readonly Host[];
  readonly links: readonly Link[];
  readonly networks: readonly Network[];
}

function openPlaces({ known, hosts }: Estate): Places {
  const sites = known.map(openSite);
  const entries = hosts.map((host, node) => entryOf(host, sites[node], known[node]));
  return { sites, ids: hosts.map(({ id }) => id), index: openDeviceIndex(entries) };
}

/** Gives every report an end that is a host, and the hosts that have to be made for that. */
function settleDrafts(drafts: readonly Draft[], hosts: readonly Host[], prior: Snapshot | undefined) {
  const mentions = drafts.flatMap(({ to }) => (typeof to === 'string' ? [] : [to]));
  const peers = hosts.filter(({ evidence }) => evidence === undefined);
  const earlier = (prior?.hosts ?? []).filter(({ evidence, tags }) => evidence === undefined && tags['neighbor'] !== undefined);
  const taken = new Set(hosts.map(({ id }) => id));
  const phantoms = makePhantoms(mentions, peers, earlier, taken);
  let next = 0;
  const reports = drafts.map(({ layer, to, ...draft }) => ({
    layer,
    report: { ...draft, to: typeof to === 'string' ? to : (phantoms.ids[next++] ?? '') },
  }));
  return { reports, phantoms: phantoms.hosts };
}

/** Adds what spanning trees tell: to a link between the same two, or a new one where nothing told better of either port. */
function addStp(reports: readonly Report[], book: CableBook): void {
  const rest = reports.filter(({ from, fromPort, to, toPorts }) => {
    const there = [...book.at(fromPort), ...book.at(toPorts[0])];
    for (const cable of there) {
      const fits = (cable.a === from && cable.b === to) || (cable.a === to && cable.b === from);
      if (fits && fromPort !== undefined && isIn(cable, fromPort, book)) tellAlso(cable, from, 'stp');
    }
    return there.length === 0;
  });
  for (const cable of joinReports(rest)) book.add({ ...cable, confidence: 0.9 });
}

function addLearned(places: Places, hosts: readonly Host[], book: CableBook): void {
  const learned = readLearned(places.sites);
  const { bridges } = learned;
  const { branches, trunks } = findBranches(learned);
  const byId = new Map(hosts.map((host) => [host.id, host]));
  const ids = new Set(bridges.map(({ site }) => site.id));
  const isBetween = ({ a, b }: Cable): boolean => ids.has(a) && ids.has(b);
  addBranches(branches, book);
  const switches = bridges.filter(({ site }) => byId.get(site.id)?.kind === 'network-device');
  const uplinks = findUplinks({ trunks, switches, isBetween }, book);
  const linked = new Set(book.cables.filter(isBetween).flatMap(({ a, b }) => [a, b]));
  for (const { site } of switches) linked.add(site.id);
  placeHosts(
    learned,
    {
      hosts: byId,
      sites: new Map(places.sites.map((site) => [site.id, site])),
      owners: findOwners(hosts, places.sites),
      uplinks,
      linked,
    },
    book,
  );
}

function layerTwo(reports: readonly Report[], places: Places, hosts: readonly Host[]): Link[] {
  const book = openCableBook(places.sites);
  const cables = joinReports(reports);
  markMismatches(cables);
  for (const cable of cables) book.add(cable);
  addStp(reportStp(places), book);
  addLearned(places, hosts, book);
  return finishLinks(book.cables, 2, book);
}

/** The hosts with those that neighbors told of, each once. */
function joinHosts(hosts: readonly Host[], phantoms: readonly Host[]): Host[] {
  return sortById(new Map([...hosts, ...phantoms].map((host) => [host.id, host])).values());
}

function describeAll(hosts: readonly Host[], { known }: Estate, sites: readonly Site[]): Host[] {
  const nodes = new Map(known.map(({ id }, node) => [id, node]));
  return hosts.map((host) => {
    const node = nodes.get(host.id);
    const [one, site] = node === undefined ? [] : [known[node], sites[node]];
    return one === undefined || site === undefined ? host : describeDevice(host, one, site.told);
  });
}

/** What hosts told in this scan, by id, and which of their tables were read; read when it is asked for. */
function openToldNow({ known }: Estate): Pick<Sight, 'toldNow' | 'tablesNow'> {
  const fresh = new Map(known.map(({ id, observations }) => [id, observations.filter((visit) => visit.fresh)]));
  return {
    toldNow(id) {
      const observations = fresh.get(id) ?? [];
      return observations.length === 0 ? undefined : readTold({ observations });
    },
    tablesNow(id) {
      const tables = (fresh.get(id) ?? []).flatMap(({ neighborTables }) => Object.entries(neighborTables ?? {}));
      // What one of several visits read was read.
      return Object.fromEntries([
        ...tables.filter(([, state]) => state === 'unread'),
        ...tables.filter(([, state]) => state === 'read'),
      ]);
    },
  };
}

/**
 * How the hosts are wired: links from what devices tell of their neighbors (LLDP, CDP), of their spanning trees, of the MACs they
 * learned, and of their routing neighbors; hosts for neighbors nobody looked at; kinds of hosts; the networks. What
 * an earlier snapshot knew stays while nobody looked. Does not depend on the order of the observations.
 */
export function deriveTopology({ estate, hosts: given, prior }: TopologyInput): Topology {
  const places = openPlaces(estate);
  const described = describeAll(given, estate, places.sites);
  const drafts = [...draftAdjacencies(places), ...draftPeers(places)];
  const { reports, phantoms } = settleDrafts(drafts, described, prior);
  const hosts = joinHosts(described, phantoms);
  const ofLayer = (layer: 2 | 3): Report[] => reports.flatMap((one) => (one.layer === layer ? [one.report] : []));
  const routed = finishLinks(joinReports(ofLayer(3)), 3, openCableBook([]));
  const now = [...layerTwo(ofLayer(2), places, hosts), ...routed];

  const before = new Map((prior?.hosts ?? []).map((host) => [host.id, host]));
  const present = new Set(hosts.map(({ id }) => id));
  const current = (id: string): string | undefined => {
    const host = before.get(id);
    return host === undefined || present.has(id) ? (host === undefined ? undefined : id) : estate.currentId(host);
  };
  const kept = keepLinks(prior?.links ?? [], now, { currentId: current, ...openToldNow(estate) });
  const all = joinHosts(hosts, hostsOf(kept, present, before));
  const scoped = new Map(estate.known.map(({ id }, node) => [id, node]));
  const isScoped = (site: Site, address: string): boolean => {
    const node = scoped.get(site.id);
    return node !== undefined && estate.hosts[node]?.addresses.includes(address) !== true;
  };
  return {
    hosts: all,
    links: sortById([...now, ...kept]),
    networks: findNetworks({ sites: places.sites, hosts: all, isScoped }),
  };
}
