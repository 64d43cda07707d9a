import type { PlannedDevice, Station } from './plan.ts';

/**
 * Where frames come in: a port from 1, a bundle (`bundlePlace`) or a VLAN (`vlanPlace`), one number for all so that tables can
 * be keyed by it.
 */
export type Place = number;

const bundles = 1000;
const vlans = 10_000;

export const bundlePlace = (bundle: number): Place => bundles + bundle;
export const vlanPlace = (vlan: number): Place => vlans + vlan;

/** A device of the network and what it knows. */
export interface NetworkDevice extends PlannedDevice {
  readonly bundles: readonly { readonly place: Place; readonly members: readonly Place[] }[];
  readonly neighbors: readonly { readonly port: Place; readonly device: PlannedDevice; readonly remotePort: Place }[];
  /** Absent for a router. */
  readonly tree?: SpanningTree;
  readonly learned: readonly { readonly mac: string; readonly vlan: number; readonly place: Place }[];
  readonly arp: readonly { readonly vlan: number; readonly station: Pick<Station, 'mac' | 'address'> }[];
  readonly peers: readonly RoutedCable[];
}

export interface SpanningTree {
  readonly root: PlannedDevice;
  readonly cost: number;
  /** Absent for the root. */
  readonly rootPlace?: Place;
  /** Of the places other bridges are behind. */
  readonly segments: readonly {
    readonly place: Place;
    readonly designated: PlannedDevice;
    readonly designatedPlace: Place;
    readonly blocked: boolean;
  }[];
}

export interface RoutedCable {
  readonly port: Place;
  readonly address: string;
  readonly remoteAddress: string;
  readonly remoteId: string;
}

const byte = (value: number): string => (value & 255).toString(16).padStart(2, '0');

type Numbered = Pick<PlannedDevice, 'number'>;

/** The MAC of one of its ports, or with 0 of the device itself; locally administered (IEEE 802). */
export const macAt = ({ number }: Numbered, port = 0): string => `02:4d:00:${byte(number >> 8)}:${byte(number)}:${byte(port)}`;

/** The MAC it answers with in its VLANs. */
export const vlanMacOf = (device: Pick<PlannedDevice, 'number' | 'vlanMac'>): string => device.vlanMac ?? macAt(device);

/** Number of a port of its bridge (dot1dBasePort). */
export const bridgePortOf = ({ ports }: Pick<PlannedDevice, 'ports'>, place: Place): number =>
  place > bundles ? ports + place - bundles : place;

/** ifIndex, which on Cisco's is far from the number of the port. */
export function ifIndexOf({ vendor }: Pick<PlannedDevice, 'vendor'>, place: Place): number {
  if (place > vlans) return vendor === 'cisco' ? place - vlans : 600 + place - vlans;
  if (place > bundles) return (vendor === 'cisco' ? 5000 : 300) + place - bundles;
  return vendor === 'cisco' ? 10_100 + place : place;
}

/** ifName. */
export function nameOf({ vendor }: Pick<PlannedDevice, 'vendor'>, place: Place): string {
  const cisco = vendor === 'cisco';
  if (place > vlans) return `${cisco ? 'Vl' : 'VLAN'}${place - vlans}`;
  if (place > bundles) return `${cisco ? 'Po' : 'Trk'}${place - bundles}`;
  return cisco ? `Gi1/0/${place}` : `${place}`;
}

/** ifDescr: Cisco's in full. */
export function descriptionOf(device: Pick<PlannedDevice, 'vendor'>, place: Place): string {
  if (device.vendor === 'hpe') return nameOf(device, place);
  if (place > vlans) return `Vlan${place - vlans}`;
  return place > bundles ? `Port-channel${place - bundles}` : `GigabitEthernet1/0/${place}`;
}

/** The address it is managed by, and router id. */
export const managementOf = ({ addresses }: Pick<PlannedDevice, 'addresses'>): string => addresses[0]?.address ?? '0.0.0.0';
