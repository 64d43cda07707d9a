import type { AdjacencyFact, RoutingPeerFact } from '../../model/network-fact.ts';
import { isHostAddress, unmapAddress } from '../address-class.ts';
import type { DeviceIndex } from './device-index.ts';
import { neighborKeys } from './neighbor-keys.ts';
import type { Mention } from './phantoms.ts';
import { readMac } from './port-name.ts';
import type { Port } from './ports.ts';
import type { Report } from './report.ts';
import type { Site } from './sites.ts';

/** A report whose other end may be a device nobody looked at. */
export interface Draft extends Omit<Report, 'to'> {
  readonly layer: 2 | 3;
  /** Host id, or what is told of a device that is none of them. */
  readonly to: string | Mention;
}

/** The hosts with evidence or kept from before, in the order of their nodes: those with evidence first. */
export interface Places {
  readonly sites: readonly Site[];
  readonly ids: readonly string[];
  readonly index: DeviceIndex;
}

const text = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value.trim();

/** What the neighbor calls its port: the MAC that some tell in place of a name is worth less than the words beside it. */
function portText({ remotePort, remotePortDescription }: AdjacencyFact): string | undefined {
  const [id, description] = [text(remotePort), text(remotePortDescription)];
  return id === undefined || readMac(id) !== undefined ? (description ?? id) : id;
}

function draftAdjacency(fact: AdjacencyFact, node: number, site: Site, { sites, ids, index }: Places): Draft {
  const keys = neighborKeys(fact);
  const found = index.find(keys, node);
  const fromPort = site.ports.own(fact.localPort, fact.localIfIndex);
  const toText = portText(fact);
  const common = {
    ...{ layer: 2 as const, protocol: fact.protocol, from: site.id },
    ...(fromPort === undefined ? {} : { fromPort }),
    ...(toText === undefined ? {} : { toText }),
  };
  const to = found === undefined ? undefined : ids[found];
  if (found !== undefined && to !== undefined) {
    return { ...common, to, toPorts: sites[found]?.ports.meant(fact.remotePort, fact.remotePortDescription) ?? [] };
  }
  const name = text(fact.remoteSystemName) ?? text(fact.remoteName);
  const mention: Mention = {
    ...{ keys, protocol: fact.protocol, place: `${site.id} ${fromPort?.key ?? ''}` },
    ...(name === undefined ? {} : { name }),
    ...(fact.remotePlatform === undefined ? {} : { platform: fact.remotePlatform }),
    ...(fact.remoteCapabilities === undefined ? {} : { capabilities: fact.remoteCapabilities }),
  };
  return { ...common, to: mention, toPorts: [] };
}

/** Nothing to name a neighbor by: not even a phantom can be made of it. */
const isNameless = ({ to }: Draft): boolean =>
  typeof to !== 'string' &&
  to.name === undefined &&
  to.keys.chassis === undefined &&
  to.keys.macs.length + to.keys.addresses.length === 0;

/** What LLDP and CDP tell, of every host. */
export function draftAdjacencies(places: Places): Draft[] {
  return places.sites.flatMap((site, node) =>
    site.told.adjacency.map((fact) => draftAdjacency(fact, node, site, places)).filter((draft) => !isNameless(draft)),
  );
}

/** States in which routers only try: RFC 2328 10.1, RFC 4271 8.2.2, ISO 10589. */
const trying: Readonly<Record<RoutingPeerFact['protocol'], ReadonlySet<string>>> = {
  ospf: new Set(['down', 'attempt', 'init']),
  isis: new Set(['down', 'initializing', 'failed']),
  bgp: new Set(['idle', 'connect', 'active', 'opensent', 'openconfirm']),
};

type RouterIds = ReadonlyMap<string, ReadonlySet<number>>;

function indexRouterIds(sites: readonly Site[]): RouterIds {
  const found = new Map<string, Set<number>>();
  for (const [node, { told }] of sites.entries()) {
    for (const { protocol, localId } of told['routing-peer']) {
      if (localId === undefined || localId === '0.0.0.0') continue;
      const key = `${protocol} ${localId.toLowerCase()}`;
      found.set(key, (found.get(key) ?? new Set()).add(node));
    }
  }
  return found;
}

/** The neighbor by its id, its address, its card; of several that have one the one that has the next as well. */
function findRouter(fact: RoutingPeerFact, node: number, routers: RouterIds, index: DeviceIndex): number | undefined {
  const { protocol, remoteId, remoteAddress, remoteMac } = fact;
  const byId = remoteId === undefined ? [] : [...(routers.get(`${protocol} ${remoteId.toLowerCase()}`) ?? [])];
  const byAddress = remoteAddress === undefined ? [] : index.withAddress(remoteAddress);
  const byMac = remoteMac === undefined ? [] : index.withMac(remoteMac);
  // The ids of OSPF and BGP look like addresses and mostly are one of the router's.
  const byName = remoteId === undefined || protocol === 'isis' ? [] : index.withAddress(remoteId);
  let left: readonly number[] = [];
  for (const list of protocol === 'bgp' ? [byAddress, byId, byName] : [byId, byAddress, byMac, byName]) {
    const others = list.filter((other) => other !== node);
    const both = left.filter((other) => others.includes(other));
    left = left.length === 0 ? others : both.length > 0 ? both : left;
    if (left.length === 1) return left[0];
  }
  return undefined;
}

function farPorts({ remoteAddress, remoteMac }: RoutingPeerFact, site: Site | undefined): readonly Port[] {
  const byAddress = remoteAddress === undefined ? undefined : site?.ports.withAddress(remoteAddress);
  if (byAddress !== undefined) return [byAddress];
  return remoteMac === undefined ? [] : (site?.ports.withMac(remoteMac) ?? []);
}

function draftPeer(fact: RoutingPeerFact, node: number, site: Site, places: Places, routers: RouterIds): Draft[] {
  const { protocol, localPort, localIfIndex, localAddress, remoteAddress } = fact;
  if (fact.state !== undefined && trying[protocol].has(fact.state)) return [];
  const address = localAddress === undefined ? undefined : site.ports.withAddress(localAddress);
  const fromPort = site.ports.own(localPort, localIfIndex) ?? address;
  const common = { layer: 3 as const, protocol, from: site.id, ...(fromPort === undefined ? {} : { fromPort }) };
  const found = findRouter(fact, node, routers, places.index);
  const to = found === undefined ? undefined : places.ids[found];
  if (found !== undefined && to !== undefined) return [{ ...common, to, toPorts: farPorts(fact, places.sites[found]) }];
  if (remoteAddress === undefined || !isHostAddress(remoteAddress)) return [];
  const keys = { names: [], serials: [], addresses: [unmapAddress(remoteAddress)], macs: [] };
  return [{ ...common, to: { keys, protocol, place: '' }, toPorts: [] }];
}

/** What OSPF, IS-IS and BGP tell, of every host. */
export function draftPeers(places: Places): Draft[] {
  const routers = indexRouterIds(places.sites);
  return places.sites.flatMap((site, node) =>
    site.told['routing-peer'].flatMap((fact) => draftPeer(fact, node, site, places, routers)),
  );
}
