/** A network as somebody would draw it: the truth its agents tell parts of. */
export interface NetworkPlan {
  readonly devices: readonly PlannedDevice[];
  readonly cables: readonly Cable[];
  readonly stations: readonly Station[];
}

export interface PlannedDevice {
  readonly name: string;
  /** Different for each; the bridge with the lowest one is root of its spanning tree. 1 to 65535. */
  readonly number: number;
  readonly kind: 'switch' | 'router';
  /** `cisco`: a bridge for each VLAN in a context of its own, and CDP beside LLDP. `hpe`: Q-BRIDGE-MIB. */
  readonly vendor: 'cisco' | 'hpe';
  /** Sockets for cables, numbered from 1. */
  readonly ports: number;
  readonly vlans: readonly Vlan[];
  /** What it answers to in its VLANs; the first one is how it is managed. */
  readonly addresses: readonly VlanAddress[];
  /** Its MAC in its VLANs, where others have it in their tables; made from its number where left out. */
  readonly vlanMac?: string;
  /** Whose stations a bridge hears: of `all` in its network, or of those that talk past it now and then. */
  readonly hears: 'all' | 'some';
}

export interface Vlan {
  readonly id: number;
  readonly name: string;
}

interface VlanAddress {
  readonly vlan: number;
  readonly address: string;
  /** Length of its prefix. */
  readonly prefix: number;
}

export interface End {
  readonly device: string;
  /** From 1. */
  readonly port: number;
}

export interface Cable {
  readonly a: End;
  readonly b: End;
  /** Cables of one number between the same two devices are one bundle. */
  readonly bundle?: number;
  /** The addresses of two routers that are neighbors in OSPF over this cable, in a /30. */
  readonly routed?: { readonly a: string; readonly b: string };
}

/** Whoever is plugged in without being a device of the network. */
export interface Station {
  readonly name: string;
  readonly mac: string;
  readonly address: string;
  readonly vlan: number;
  readonly at: End;
}
