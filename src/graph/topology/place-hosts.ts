import type { Host } from '../../model/snapshot.ts';
import { compareText } from '../compare-text.ts';
import type { CableBook } from './cable-book.ts';
import { tellAlso } from './cable-book.ts';
import type { Forwarding, Learned } from './forwarding.ts';
import type { Port } from './ports.ts';
import type { Cable } from './report.ts';
import type { Site } from './sites.ts';

/** Where a MAC was learned. */
interface Sighting {
  readonly bridge: Forwarding;
  readonly port: Port;
}

/** How sure a place on a port is: with nobody else there, among others, and less where another bridge might be nearer. */
const confidence = { alone: 0.9, shared: 0.6, doubt: 0.1 } as const;

/** Whose MAC it is, by MAC; absent where nobody knows or several have it. */
export function findOwners(hosts: readonly Host[], sites: readonly Site[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string | null>();
  const claim = (mac: string, id: string): void => {
    const known = owners.get(mac);
    owners.set(mac, known === undefined || known === id ? id : null);
  };
  for (const { id, macs } of sites) for (const mac of macs) claim(mac, id);
  for (const { id, macs, evidence } of hosts) if (evidence === undefined) for (const mac of macs) claim(mac, id);
  const addressed = ownersByAddress(hosts, sites);
  for (const [mac, id] of addressed) if (!owners.has(mac)) owners.set(mac, id);
  return new Map([...owners].flatMap(([mac, id]) => (id === null ? [] : [[mac, id] as const])));
}

/** By the neighbor tables (ARP): the one host on the map that has an address the MAC answers for. */
function ownersByAddress(hosts: readonly Host[], sites: readonly Site[]): ReadonlyMap<string, string> {
  const byAddress = new Map<string, string | null>();
  for (const { id, kind, addresses } of hosts) {
    if (kind === 'virtual-address') continue;
    for (const address of addresses) byAddress.set(address, byAddress.has(address) ? null : id);
  }
  const found = new Map<string, string | null>();
  for (const { told } of sites) {
    for (const { mac, address } of told.neighbor) {
      const id = address === undefined ? undefined : byAddress.get(address);
      if (mac === undefined || id === undefined || id === null) continue;
      const key = mac.toLowerCase();
      const known = found.get(key);
      found.set(key, known === undefined || known === id ? id : null);
    }
  }
  return new Map([...found].flatMap(([mac, id]) => (id === null ? [] : [[mac, id] as const])));
}

function findSightings(
  { bridges, macs }: Learned,
  owners: ReadonlyMap<string, string>,
  uplinks: ReadonlySet<Port>,
): ReadonlyMap<string, Sighting[]> {
  const owned = new Map([...owners.keys()].flatMap((mac) => (macs.of(mac) === undefined ? [] : [[macs.of(mac), mac] as const])));
  const found = new Map<string, Sighting[]>();
  for (const bridge of bridges) {
    for (const [number, port] of bridge.portOf) {
      const mac = owned.get(number);
      if (mac === undefined || uplinks.has(port)) continue;
      const known = found.get(mac);
      if (known === undefined) found.set(mac, [{ bridge, port }]);
      else known.push({ bridge, port });
    }
  }
  return found;
}

/** The bridge nearest has the fewest others behind its port: what a farther one sees there it sees as well. */
function nearest(sightings: readonly Sighting[]): Sighting | undefined {
  const count = ({ bridge, port }: Sighting): number => bridge.counts.get(port) ?? 0;
  const [first, second] = [...sightings].sort(
    (a, b) => count(a) - count(b) || compareText(a.bridge.site.id, b.bridge.site.id) || compareText(a.port.key, b.port.key),
  );
  return first !== undefined && second !== undefined && count(first) === count(second) ? undefined : first;
}

const isLogical = ({ name = '' }: Port): boolean => /[.@]|^(?:vlan|br|bond|team)/i.test(name);

/** The card a MAC is of; interfaces on top of it have the same. */
function cardOf(site: Site | undefined, mac: string): Port | undefined {
  const all = site?.ports.withMac(mac) ?? [];
  const cards = all.length > 1 ? all.filter((port) => !isLogical(port)) : all;
  return cards.length === 1 ? cards[0] : undefined;
}

/** What placing needs to know of everybody. */
export interface Placing {
  readonly hosts: ReadonlyMap<string, Host>;
  readonly sites: ReadonlyMap<string, Site>;
  readonly owners: ReadonlyMap<string, string>;
  readonly uplinks: ReadonlySet<Port>;
  /** Switches, and bridges that are linked to others: where their own MACs are learned they need not be plugged in. */
  readonly linked: ReadonlySet<string>;
}

/** How many MACs behind each port are of each known host; the others are nobody's. */
function countKnown(sightings: ReadonlyMap<string, readonly Sighting[]>, owners: ReadonlyMap<string, string>) {
  const known = new Map<Port, Map<string, number>>();
  for (const [mac, seen] of sightings) {
    const id = owners.get(mac) ?? '';
    for (const { port } of seen) {
      const counts = known.get(port) ?? new Map<string, number>();
      known.set(port, counts.set(id, (counts.get(id) ?? 0) + 1));
    }
  }
  return known;
}

/** True where all others on the port are guests of the host: then it is its cable. */
function isAlone(id: string, { bridge, port }: Sighting, known: ReadonlyMap<string, number>, { hosts }: Placing): boolean {
  const name = hosts.get(id)?.name;
  let own = 0;
  for (const [other, count] of known) if (other === id || hosts.get(other)?.tags['hypervisor'] === name) own += count;
  return own >= (bridge.counts.get(port) ?? 0);
}

function makeCable(id: string, { bridge, port }: Sighting, far: Port | undefined, shared: boolean, sure: number): Cable {
  const isA = bridge.site.id < id;
  const told = new Set(['fdb']);
  const [a, b] = isA ? [bridge.site.id, id] : [id, bridge.site.id];
  const ports = isA ? { aPort: port, ...(far && { bPort: far }) } : { bPort: port, ...(far && { aPort: far }) };
  const sides = isA ? { toldByA: told, toldByB: new Set<string>() } : { toldByA: new Set<string>(), toldByB: told };
  return { a, b, ...ports, ...sides, confidence: sure, ...(shared ? { shared: true } : {}) };
}

/** Links the hosts whose MACs are known to the ports of bridges behind which they are. */
export function placeHosts(learned: Learned, placing: Placing, book: CableBook): void {
  const { owners, uplinks, linked, sites } = placing;
  const sightings = findSightings(learned, owners, uplinks);
  const known = countKnown(sightings, owners);
  const made = new Map<string, Cable>();
  for (const [mac, seen] of [...sightings].sort(([a], [b]) => compareText(a, b))) {
    const id = owners.get(mac);
    const sighting = nearest(seen);
    if (id === undefined || sighting === undefined || linked.has(id) || id === sighting.bridge.site.id) continue;
    const { bridge, port } = sighting;
    const told = book.at(port).filter(({ a, b }) => a === id || b === id);
    for (const cable of told) tellAlso(cable, bridge.site.id, 'fdb');
    if (told.length > 0) continue;
    const far = cardOf(sites.get(id), mac);
    const shared = !isAlone(id, sighting, known.get(port) ?? new Map(), placing);
    const sure = (shared ? confidence.shared : confidence.alone) - (seen.length > 1 ? confidence.doubt : 0);
    const key = JSON.stringify([bridge.site.id, port.key, id]);
    // Of several cards of one host behind one port the first stands for all.
    if (!made.has(key)) made.set(key, makeCable(id, sighting, far, shared, sure));
  }
  for (const cable of made.values()) book.add(cable);
}
