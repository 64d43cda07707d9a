import { descriptionOf, ifIndexOf, macAt, type NetworkDevice, nameOf, type Place, vlanMacOf, vlanPlace } from '../device.ts';
import { gauge, hexOfMac, integer, ipAddress, type Lines, octets, text } from './lines.ts';

const table = '1.3.6.1.2.1.2.2.1';
const extended = '1.3.6.1.2.1.31.1.1.1';
const ip = '1.3.6.1.2.1.4';
const aggregatePort = '1.2.840.10006.300.43.1.2.1.1';
const aggregate = '1.2.840.10006.300.43.1.1.1.1';

/** IANAifType */
const types = { ethernet: 6, vlan: 53, bundle: 161 } as const;
const [up, down] = [1, 2];

interface Interface {
  readonly place: Place;
  readonly type: number;
  readonly mac: string;
  readonly isUp: boolean;
}

function interfacesOf(device: NetworkDevice): readonly Interface[] {
  const used = new Set([...device.neighbors.map(({ port }) => port), ...device.learned.map(({ place }) => place)]);
  const ports = Array.from({ length: device.ports }, (_, index) => index + 1);
  return [
    ...ports.map((place) => ({ place, type: types.ethernet, mac: macAt(device, place), isUp: used.has(place) })),
    ...device.bundles.map(({ place, members }) => ({ place, type: types.bundle, mac: macAt(device, members[0]), isUp: true })),
    ...device.addresses.map(({ vlan }) => ({ place: vlanPlace(vlan), type: types.vlan, mac: vlanMacOf(device), isUp: true })),
  ];
}

/** ifTable and ifXTable (IF-MIB, RFC 2863). */
export function interfaceObjects(device: NetworkDevice): Lines {
  return interfacesOf(device).flatMap(({ place, type, mac, isUp }) => {
    const index = ifIndexOf(device, place);
    return [
      text(`${table}.2.${index}`, descriptionOf(device, place)),
      integer(`${table}.3.${index}`, type),
      integer(`${table}.4.${index}`, 1500),
      gauge(`${table}.5.${index}`, 1_000_000_000),
      octets(`${table}.6.${index}`, hexOfMac(mac)),
      integer(`${table}.7.${index}`, up),
      integer(`${table}.8.${index}`, isUp ? up : down),
      text(`${extended}.1.${index}`, nameOf(device, place)),
      gauge(`${extended}.15.${index}`, 1000),
      text(`${extended}.18.${index}`, ''),
    ];
  });
}

/** Who is bundled with whom (IEEE8023-LAG-MIB, IEEE 802.1AX). */
export function bundleObjects(device: NetworkDevice): Lines {
  return device.bundles.flatMap(({ place, members }) => {
    const bundle = ifIndexOf(device, place);
    return [
      octets(`${aggregate}.2.${bundle}`, hexOfMac(macAt(device, members[0]))),
      ...members.flatMap((member) => [
        integer(`${aggregatePort}.12.${ifIndexOf(device, member)}`, bundle),
        integer(`${aggregatePort}.13.${ifIndexOf(device, member)}`, bundle),
      ]),
    ];
  });
}

const maskOf = (prefix: number): string => {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
};

const [forwards, forwardsNot] = [1, 2];
const pointToPoint = 30;
const dynamic = 3;

/** Addresses and ARP (IP-MIB: ipAddrTable, ipNetToMediaTable of RFC 1213, which everybody still has). */
export function addressObjects(device: NetworkDevice): Lines {
  const own = [
    ...device.addresses.map(({ address, prefix, vlan }) => ({ address, prefix, place: vlanPlace(vlan) })),
    ...device.peers.map(({ address, port }) => ({ address, prefix: pointToPoint, place: port })),
  ];
  return [
    integer(`${ip}.1.0`, device.kind === 'router' ? forwards : forwardsNot),
    ...own.flatMap(({ address, prefix, place }) => [
      integer(`${ip}.20.1.2.${address}`, ifIndexOf(device, place)),
      ipAddress(`${ip}.20.1.3.${address}`, maskOf(prefix)),
    ]),
    ...device.arp.flatMap(({ vlan, station: { mac, address } }) => {
      const index = `${ifIndexOf(device, vlanPlace(vlan))}.${address}`;
      return [octets(`${ip}.22.1.2.${index}`, hexOfMac(mac)), integer(`${ip}.22.1.4.${index}`, dynamic)];
    }),
  ];
}

const ospf = '1.3.6.1.2.1.14';
const full = 8;

/** Neighbors in OSPF (OSPF-MIB, RFC 4750). */
export function ospfObjects({ kind, addresses, peers }: NetworkDevice): Lines {
  if (kind !== 'router' || peers.length === 0) return [];
  return [
    ipAddress(`${ospf}.1.1.0`, addresses[0]?.address ?? '0.0.0.0'),
    ...peers.flatMap(({ remoteAddress, remoteId }) => [
      ipAddress(`${ospf}.10.1.1.${remoteAddress}.0`, remoteAddress),
      integer(`${ospf}.10.1.2.${remoteAddress}.0`, 0),
      ipAddress(`${ospf}.10.1.3.${remoteAddress}.0`, remoteId),
      integer(`${ospf}.10.1.6.${remoteAddress}.0`, full),
    ]),
  ];
}
