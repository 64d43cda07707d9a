import { bridgePortOf, ifIndexOf, macAt, type NetworkDevice, type Place, type SpanningTree } from '../device.ts';
import { hexOfMac, indexOfMac, integer, type Lines, octets, portList, text } from './lines.ts';

const bridge = '1.3.6.1.2.1.17';
const qBridge = '1.3.6.1.2.1.17.7.1';
const vtpVlan = '1.3.6.1.4.1.9.9.46.1.3.1.1';
const [forwarding, blocking] = [5, 2];
const learnedStatus = 3;
const ieee8021d = 3;
const transparent = 2;

/** Bundled ports are none of the bridge's, the bundle is. */
function bridgePlaces({ ports, bundles }: NetworkDevice): readonly Place[] {
  const bundled = new Set(bundles.flatMap(({ members }) => members));
  const single = Array.from({ length: ports }, (_, index) => index + 1).filter((port) => !bundled.has(port));
  return [...single, ...bundles.map(({ place }) => place)];
}

/** dot1dBase (BRIDGE-MIB, RFC 4188). */
function baseObjects(device: NetworkDevice, places: readonly Place[]): Lines {
  return [
    octets(`${bridge}.1.1.0`, hexOfMac(macAt(device))),
    integer(`${bridge}.1.2.0`, places.length),
    integer(`${bridge}.1.3.0`, transparent),
    ...places.map((place) => integer(`${bridge}.1.4.1.2.${bridgePortOf(device, place)}`, ifIndexOf(device, place))),
  ];
}

/** A BridgeId: two octets of priority, then the address. */
const bridgeId = (device: Pick<NetworkDevice, 'number'>, isRoot: boolean): string =>
  `${isRoot ? '1000' : '8000'}${hexOfMac(macAt(device))}`;
/** A port id: priority 128, then the number in twelve bits (IEEE 802.1D-2004, 9.2.7). */
const portId = (port: number): string => (0x8000 + port).toString(16);

/** dot1dStp and dot1dStpPortTable (RFC 4188). */
function treeObjects(device: NetworkDevice, { root, cost, rootPlace, segments }: SpanningTree): Lines {
  return [
    integer(`${bridge}.2.1.0`, ieee8021d),
    octets(`${bridge}.2.5.0`, bridgeId(root, true)),
    integer(`${bridge}.2.6.0`, cost),
    integer(`${bridge}.2.7.0`, rootPlace === undefined ? 0 : bridgePortOf(device, rootPlace)),
    ...segments.flatMap(({ place, designated, designatedPlace, blocked }) => {
      const port = bridgePortOf(device, place);
      return [
        integer(`${bridge}.2.15.1.3.${port}`, blocked ? blocking : forwarding),
        octets(`${bridge}.2.15.1.6.${port}`, bridgeId(root, true)),
        octets(`${bridge}.2.15.1.8.${port}`, bridgeId(designated, designated.number === root.number)),
        octets(`${bridge}.2.15.1.9.${port}`, portId(bridgePortOf(designated, designatedPlace))),
      ];
    }),
  ];
}

/** What the bridge itself tells; empty for a router. */
export function bridgeObjects(device: NetworkDevice): Lines {
  if (device.tree === undefined) return [];
  return [...baseObjects(device, bridgePlaces(device)), ...treeObjects(device, device.tree)];
}

function egress(device: NetworkDevice, vlan: number): readonly number[] {
  const places = device.learned.flatMap((one) => (one.vlan === vlan ? [one.place] : []));
  const trunks = device.tree?.segments.map(({ place }) => place) ?? [];
  return [...new Set([...places, ...trunks])].map((place) => bridgePortOf(device, place));
}

/** VLANs and what is learned in them (Q-BRIDGE-MIB, RFC 4363). */
export function qBridgeObjects(device: NetworkDevice): Lines {
  if (device.tree === undefined || device.vendor !== 'hpe') return [];
  return [
    ...device.learned.flatMap(({ mac, vlan, place }) => {
      const index = `${vlan}.${indexOfMac(mac)}`;
      return [
        integer(`${qBridge}.2.2.1.2.${index}`, bridgePortOf(device, place)),
        integer(`${qBridge}.2.2.1.3.${index}`, learnedStatus),
      ];
    }),
    ...device.vlans.flatMap(({ id, name }) => [
      integer(`${qBridge}.4.2.1.3.0.${id}`, id),
      octets(`${qBridge}.4.2.1.4.0.${id}`, portList(egress(device, id))),
      text(`${qBridge}.4.3.1.1.${id}`, name),
    ]),
  ];
}

/** VLANs of a Cisco switch (CISCO-VTP-MIB: vtpVlanTable); each is a context. */
export function vtpObjects(device: NetworkDevice): Lines {
  if (device.tree === undefined || device.vendor !== 'cisco') return [];
  return device.vlans.flatMap(({ id, name }) => [
    integer(`${vtpVlan}.2.1.${id}`, 1),
    integer(`${vtpVlan}.3.1.${id}`, 1),
    text(`${vtpVlan}.4.1.${id}`, name),
  ]);
}

/** The bridge of one VLAN of a Cisco switch (BRIDGE-MIB, asked as `community@VLAN`). */
export function vlanBridgeObjects(device: NetworkDevice, vlan: number): Lines {
  if (device.tree === undefined) return [];
  const learned = device.learned.filter((one) => one.vlan === vlan);
  const trunks = device.tree.segments.map(({ place }) => place);
  const places = [...new Set([...learned.map(({ place }) => place), ...trunks])];
  return [
    ...baseObjects(device, places),
    ...treeObjects(device, device.tree),
    ...learned.flatMap(({ mac, place }) => [
      integer(`${bridge}.4.3.1.2.${indexOfMac(mac)}`, bridgePortOf(device, place)),
      integer(`${bridge}.4.3.1.3.${indexOfMac(mac)}`, learnedStatus),
    ]),
  ];
}
