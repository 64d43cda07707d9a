import type { Host, Network } from '../../model/snapshot.ts';
import { isHostAddress } from '../address-class.ts';
import { byId, compareText, sortedUnique } from '../compare-text.ts';
import { isContainerBridge } from '../container-interface.ts';
import { isIdentityMac } from '../identity-values.ts';
import { makeId } from '../make-id.ts';
import { cidrOf } from './cidr.ts';
import { openPrefixes } from './interface-prefix.ts';
import type { Site } from './sites.ts';
import { openVlans } from './vlans.ts';

/** A host with an address in a network. */
interface Member {
  readonly site: Site;
  readonly address: string;
  readonly interface?: string;
  /** MAC of its gateway in the network, as its own neighbor table has it: the same numbers elsewhere have another. */
  readonly anchor?: string;
}

const isDefault = (destination: string): boolean => destination === '0.0.0.0/0' || destination === '::/0';

/** The gateways of a host, each with its MAC where that is a real one. */
function gatewaysOf({ told }: Site): ReadonlyMap<string, string | undefined> {
  const macs = new Map(
    told.neighbor.flatMap(({ address, mac }) => (address && mac ? [[address, mac.toLowerCase()] as const] : [])),
  );
  return new Map(
    told.route.flatMap(({ destination, gateway }) => {
      if (gateway === undefined || !isDefault(destination)) return [];
      const mac = macs.get(gateway);
      return [[gateway, mac !== undefined && isIdentityMac(mac) ? mac : undefined] as const];
    }),
  );
}

function findMembers(sites: readonly Site[], isScoped: (site: Site, address: string) => boolean): Map<string, Member[]> {
  const found = new Map<string, Member[]>();
  for (const site of sites) {
    const gateways = gatewaysOf(site);
    const mine = new Set<string>();
    const prefixOf = openPrefixes(site.told);
    for (const fact of site.told.address) {
      const { address, interface: name } = fact;
      const prefix = prefixOf(fact);
      const cidr = prefix === undefined || !isHostAddress(address) ? undefined : cidrOf(address, prefix);
      if (cidr === undefined || isScoped(site, address) || (name !== undefined && isContainerBridge(name))) continue;
      if (mine.has(`${cidr} ${name}`)) continue;
      mine.add(`${cidr} ${name}`);
      const anchor = [...gateways].find(([gateway]) => cidrOf(gateway, prefix ?? 0) === cidr)?.[1];
      const member = {
        site,
        address,
        ...(name === undefined ? {} : { interface: name }),
        ...(anchor === undefined ? {} : { anchor }),
      };
      const known = found.get(cidr);
      if (known === undefined) found.set(cidr, [member]);
      else known.push(member);
    }
  }
  return found;
}

/**
 * One network or several with the same numbers: hosts whose gateways in it have different MACs are at different places, unless one
 * device has both. A host without a known gateway is where its own MAC is the others' gateway, otherwise in the only network
 * there is or in one of its own kind, with no gateway.
 */
function splitPlaces(members: readonly Member[], ownerOf: (mac: string) => string): Map<string, Member[]> {
  const anchors = new Set(members.flatMap(({ anchor }) => (anchor === undefined ? [] : [ownerOf(anchor)])));
  if (anchors.size <= 1) return new Map([['', [...members]]]);
  const places = new Map<string, Member[]>();
  for (const member of members) {
    const isGateway = anchors.has(member.site.id) ? member.site.id : '';
    const place = member.anchor === undefined ? isGateway : ownerOf(member.anchor);
    const known = places.get(place);
    if (known === undefined) places.set(place, [member]);
    else known.push(member);
  }
  return places;
}

/** What the networks of a snapshot are made from. */
export interface NetworkInput {
  readonly sites: readonly Site[];
  readonly hosts: readonly Host[];
  /** Addresses that mean something on their host only. */
  readonly isScoped: (site: Site, address: string) => boolean;
}

function findGateways(
  members: readonly Member[],
  cidr: string,
  byAddress: ReadonlyMap<string, string>,
  routers: ReadonlySet<string>,
) {
  const named = members.flatMap(({ site }) =>
    [...gatewaysOf(site).keys()].filter((gateway) => cidrOf(gateway, Number(cidr.split('/')[1])) === cidr),
  );
  const found = sortedUnique(named.flatMap((gateway) => byAddress.get(gateway) ?? []));
  return found.length > 0 ? found : sortedUnique(members.flatMap(({ site }) => (routers.has(site.id) ? [site.id] : [])));
}

/** The IP networks of the hosts that were looked at; sorted by id. */
export function findNetworks({ sites, hosts, isScoped }: NetworkInput): Network[] {
  const byAddress = new Map<string, string>();
  for (const { id, addresses } of [...hosts].reverse()) for (const address of addresses) byAddress.set(address, id);
  const macs = new Map(sites.flatMap(({ id, macs: own }) => [...own].map((mac) => [mac, id] as const)));
  const ownerOf = (mac: string): string => macs.get(mac) ?? mac;
  const vlans = openVlans(sites);
  const members = findMembers(sites, isScoped);
  const uses = new Map<string, number>();
  for (const list of members.values())
    for (const id of new Set(list.map(({ site }) => site.id))) uses.set(id, (uses.get(id) ?? 0) + 1);
  const devices = hosts.filter(({ id, kind }) => kind === 'network-device' && (uses.get(id) ?? 0) > 1);
  const routers = new Set(devices.map(({ id }) => id));
  const networks = [...members].flatMap(([cidr, all]) => {
    const places = splitPlaces(all, ownerOf);
    return [...places].map(([place, own]): Network => {
      const seed = place === '' ? (places.size > 1 ? [cidr, 'no gateway'] : [cidr]) : [cidr, place];
      return {
        id: makeId('net', seed),
        cidr,
        ...vlans.of(own),
        gateways: findGateways(own, cidr, byAddress, routers),
        hosts: new Set(own.map(({ site }) => site.id)).size,
      };
    });
  });
  return byId(networks.sort((a, b) => compareText(a.cidr, b.cidr)));
}
