import { BlockList, isIPv6 } from 'node:net';
import type { Host, Link, Network } from '../../model/snapshot.ts';
import { type Estate, groupBy } from '../estate.ts';
import { type Step, shortestWay } from './shortest.ts';

/** One stop on the way of a packet: a network it crosses, a router it passes, a neighborship it goes along. */
export type RoutedStop =
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'router'; readonly host: string }
  | { readonly kind: 'link'; readonly link: Link; readonly host: string };

/** Bits of an address that tell its hosts apart: what makes a network wide, in either family. */
const widthOf = ({ cidr }: Network): number =>
  (isIPv6(cidr.split('/')[0] ?? '') ? 128 : 32) - Number(cidr.slice(cidr.indexOf('/') + 1));

/** Which of `addresses` are in a network. */
function addressesIn({ cidr }: Network, addresses: readonly string[]): readonly string[] {
  const list = new BlockList();
  const [base = '', length = ''] = cidr.split('/');
  const family = isIPv6(base) ? 'ipv6' : 'ipv4';
  list.addSubnet(base, Number(length), family);
  return addresses.filter((address) => isIPv6(address) === isIPv6(base) && list.check(address, family));
}

/**
 * The networks a host is in, the narrowest first: of those an address is in the narrowest, or several with the same numbers.
 * One mask too wide anywhere would put the whole site into one network.
 */
function networksOf(networks: readonly Network[], { addresses }: Host): readonly Network[] {
  const narrowest = new Map<string, number>();
  const around = networks.flatMap((network) => {
    const inside = addressesIn(network, addresses);
    const width = widthOf(network);
    for (const address of inside) narrowest.set(address, Math.min(width, narrowest.get(address) ?? width));
    return inside.length === 0 ? [] : [{ network, inside, width }];
  });
  return around
    .filter(({ inside, width }) => inside.some((address) => narrowest.get(address) === width))
    .sort((a, b) => a.width - b.width)
    .map(({ network }) => network);
}

const atNetwork = (id: string): string => `network ${id}`;
const atHost = (id: string): string => `host ${id}`;

/** Where a packet can go on from a place: from a network to its gateways, from a router to its networks and routing neighbors. */
function openSteps({ snapshot }: Estate): (place: string) => readonly Step<RoutedStop>[] {
  const { networks = [], links } = snapshot;
  const gateways = new Map(networks.map(({ id, gateways: ids }) => [atNetwork(id), ids]));
  const routed = networks.flatMap((network) => network.gateways.map((host) => ({ host, network })));
  const networksBy = groupBy(routed, ({ host }) => atHost(host));
  const ends = links.flatMap((link) =>
    link.layer === 3
      ? [
          { link, from: link.a, to: link.b },
          { link, from: link.b, to: link.a },
        ]
      : [],
  );
  const linksBy = groupBy(ends, ({ from }) => atHost(from.host));
  return (place) => [
    ...(gateways.get(place) ?? []).map((host) => ({ edge: { kind: 'router', host } as const, to: atHost(host) })),
    ...networksBy(place).map(({ network }) => ({ edge: { kind: 'network', network } as const, to: atNetwork(network.id) })),
    ...linksBy(place).map(({ link, to }) => ({ edge: { kind: 'link', link, host: to.host } as const, to: atHost(to.host) })),
  ];
}

/**
 * The fewest routers between two hosts, by the networks their addresses are in, the gateways of these and what routing protocols told.
 * Which of several ways packets take only the routing tables of that moment know. Undefined where no way is known.
 */
export function routedWay(estate: Estate, a: Host, b: Host): readonly RoutedStop[] | undefined {
  const { networks = [] } = estate.snapshot;
  const goals = new Set([atHost(b.id), ...networksOf(networks, b).map(({ id }) => atNetwork(id))]);
  const own = networksOf(networks, a);
  const stepsFrom = openSteps(estate);
  const start: readonly Step<RoutedStop>[] = own.map((network) => ({
    edge: { kind: 'network', network },
    to: atNetwork(network.id),
  }));
  // A host is where it is whatever it routes: it begins in its own networks, and as a router at its neighbors.
  const way = shortestWay(
    [''],
    (place) => goals.has(place),
    (place) => (place === '' ? [...start, ...stepsFrom(atHost(a.id))] : stepsFrom(place)),
  );
  return way?.map(({ edge }) => edge);
}
