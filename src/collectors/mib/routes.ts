import type { RouteFact } from '../../model/fact.ts';
import type { Varbind } from '../../model/varbind.ts';
import { isAnyAddress } from '../../text/address.ts';
import { addressBits, maskLength, routeDestination } from '../../text/prefix.ts';
import { addressOf, addressOfOctets, indexParts, inetAddressAt, ipv4At, numberOf } from '../../text/snmp/values.ts';
import type { DeviceView } from './device-view.ts';

/** inetCidrRouteTable (RFC 4292), ipCidrRouteTable (RFC 2096), ipRouteTable (RFC 1213). */
const inet = '1.3.6.1.2.1.4.24.7.1';
const cidr = '1.3.6.1.2.1.4.24.4.1';
const old = '1.3.6.1.2.1.4.21.1';

/** Routes that lead nowhere: reject(2) and blackhole(5) of the first two tables, invalid(2) of the third. */
const nowhere: ReadonlySet<number | undefined> = new Set([2, 5]);

interface Found {
  readonly object: Varbind;
  readonly destination: string;
  readonly gateway: string | undefined;
  readonly metric: Varbind | undefined;
}

const gatewayOf = (address: string | undefined): string | undefined =>
  address === undefined || isAnyAddress(address) ? undefined : address;

/** `type.length.destination… prefix-length policy-length.policy… type.length.next-hop…` */
function inetRoute(index: string): Pick<Found, 'destination' | 'gateway'> | undefined {
  const destination = inetAddressAt(indexParts(index));
  const [length, policy] = destination?.rest ?? [];
  if (destination === undefined || length === undefined || policy === undefined || destination.address === '*') return undefined;
  if (length > addressBits(destination.address)) return undefined;
  const hop = inetAddressAt(destination.rest, 2 + policy);
  return { destination: routeDestination({ address: destination.address, length }), gateway: gatewayOf(hop?.address) };
}

function inetRows(device: DeviceView): readonly Found[] {
  const [types, metrics] = [device.column(`${inet}.8`), device.column(`${inet}.12`)];
  return Array.from(device.column(`${inet}.7`)).flatMap(([index, object]) => {
    const route = inetRoute(index);
    if (route === undefined || nowhere.has(numberOf(types.get(index)))) return [];
    return [{ object, ...route, metric: metrics.get(index) }];
  });
}

/** `destination mask type-of-service next-hop`, dotted each. */
function cidrRows(device: DeviceView): readonly Found[] {
  const [types, metrics] = [device.column(`${cidr}.6`), device.column(`${cidr}.11`)];
  return Array.from(device.column(`${cidr}.5`)).flatMap(([index, object]) => {
    const parts = indexParts(index);
    const address = ipv4At(parts);
    const length = maskLength(ipv4At(parts, 4) ?? '');
    if (address === undefined || length === undefined || nowhere.has(numberOf(types.get(index)))) return [];
    const gateway = gatewayOf(ipv4At(parts, 9));
    return [{ object, destination: routeDestination({ address, length }), gateway, metric: metrics.get(index) }];
  });
}

function oldRows(device: DeviceView): readonly Found[] {
  return [...device.column(`${old}.7`)].flatMap(([index, hop]) => {
    const address = addressOfOctets(indexParts(index));
    const length = maskLength(addressOf(device.column(`${old}.11`).get(index)) ?? '');
    const type = numberOf(device.column(`${old}.8`).get(index));
    if (address === undefined || length === undefined || type === 2) return [];
    // direct(3): what stands as the next hop is an address of the device itself.
    const gateway = type === 3 ? undefined : gatewayOf(addressOf(hop));
    const object = device.column(`${old}.2`).get(index) ?? hop;
    return [
      { object, destination: routeDestination({ address, length }), gateway, metric: device.column(`${old}.3`).get(index) },
    ];
  });
}

function routeOf(device: DeviceView, { object, destination, gateway, metric }: Found): RouteFact {
  const name = device.portName(numberOf(object) ?? 0);
  const cost = numberOf(metric);
  return {
    fact: 'route',
    ...(object.line === undefined ? {} : { line: object.line }),
    destination,
    ...(gateway === undefined ? {} : { gateway }),
    ...(name === undefined ? {} : { interface: name }),
    ...(cost === undefined || cost < 0 ? {} : { metric: cost }),
  };
}

/** Routes of the newest table that tells any, and those of the older ones that it lacks. */
export function readRoutes(device: DeviceView): readonly RouteFact[] {
  const seen = new Set<string>();
  return [...inetRows(device), ...cidrRows(device), ...oldRows(device)].flatMap((row) => {
    const key = `${row.destination} ${row.gateway ?? ''} ${row.gateway === undefined ? numberOf(row.object) : ''}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [routeOf(device, row)];
  });
}
