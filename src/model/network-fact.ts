import type { Located } from './located.ts';

/** A neighbor on a cable, as one end tells of it (LLDP: IEEE 802.1AB; CDP: CISCO-CDP-MIB). */
export interface AdjacencyFact extends Located {
  readonly fact: 'adjacency';
  readonly protocol: 'lldp' | 'cdp';
  /** Name of the own port as the device itself calls it: ifName where it has one. */
  readonly localPort?: string;
  readonly localIfIndex?: number;
  /** MAC with colons where it is one, otherwise the text or the address as sent. */
  readonly remoteChassis?: string;
  /** sysName of LLDP; device id of CDP, as sent (`switch(FOX1234)`). */
  readonly remoteName?: string;
  /** sysName of CDP, beside its device id. */
  readonly remoteSystemName?: string;
  /** Port id as sent: an interface name, a MAC, a number, a text. */
  readonly remotePort?: string;
  readonly remotePortDescription?: string;
  readonly remoteAddresses?: readonly string[];
  readonly remoteDescription?: string;
  /** Hardware as CDP tells it. */
  readonly remotePlatform?: string;
  /** What the neighbor says it is, LLDP's words: `bridge`, `router`, `station-only`, `telephone`, `wlan-access-point`, … */
  readonly remoteCapabilities?: readonly string[];
}

/** A MAC a bridge has learned (BRIDGE-MIB, RFC 4188; Q-BRIDGE-MIB, RFC 4363). */
export interface FdbFact extends Located {
  readonly fact: 'fdb';
  readonly mac: string;
  /** Name of the port as the device calls it. Absent where its number leads to no interface. */
  readonly port?: string;
  readonly ifIndex?: number;
  /** The number in the table: that of a bridge port (dot1dBasePort), on some devices that of the interface. */
  readonly bridgePort?: number;
  readonly vlan?: number;
  /** Where the table has names of VLANs and no numbers (Junos). */
  readonly vlanName?: string;
  readonly status?: 'learned' | 'self' | 'management' | 'static' | 'invalid' | 'other';
}

/** A bridge, and who is root of its spanning tree (dot1dBase, dot1dStp). One fact a tree: per VLAN where there are several. */
interface BridgeFact extends Located {
  readonly fact: 'bridge';
  /** dot1dBaseBridgeAddress */
  readonly address?: string;
  readonly ports?: number;
  /** MAC of the root bridge, without its priority. */
  readonly designatedRoot?: string;
  readonly vlan?: number;
}

/** A port of a bridge in its spanning tree (dot1dStpPortTable). */
export interface BridgePortFact extends Located {
  readonly fact: 'bridge-port';
  readonly port?: string;
  readonly ifIndex?: number;
  readonly bridgePort: number;
  /** MAC of the bridge that is designated on the segment of this port, without its priority. */
  readonly designatedBridge?: string;
  /** Port number on that bridge (the low 12 bits of the port id, IEEE 802.1D-2004). */
  readonly designatedPort?: number;
  readonly state?: 'disabled' | 'blocking' | 'listening' | 'learning' | 'forwarding' | 'broken';
  readonly vlan?: number;
}

/** Interfaces bundled into one (IEEE 802.1AX, IEEE8023-LAG-MIB). */
export interface AggregateFact extends Located {
  readonly fact: 'aggregate';
  /** The bundle. */
  readonly port?: string;
  readonly ifIndex?: number;
  readonly members: readonly { readonly port?: string; readonly ifIndex?: number }[];
}

export interface VlanFact extends Located {
  readonly fact: 'vlan';
  readonly vlan: number;
  readonly name?: string;
}

/** A neighbor of a routing protocol: OSPF (RFC 4750), IS-IS (RFC 4444), BGP (RFC 4273). */
export interface RoutingPeerFact extends Located {
  readonly fact: 'routing-peer';
  readonly protocol: 'ospf' | 'isis' | 'bgp';
  /** Router id (dotted) or IS-IS system id (`0000.0000.0001`, lower case) of this device. */
  readonly localId?: string;
  readonly localAddress?: string;
  readonly localPort?: string;
  readonly localIfIndex?: number;
  readonly localAs?: number;
  readonly remoteId?: string;
  readonly remoteAddress?: string;
  /** MAC of the neighbor (IS-IS SNPA). */
  readonly remoteMac?: string;
  readonly remoteAs?: number;
  /** As the protocol calls it, lower case: `full`, `2way`, `up`, `established`. */
  readonly state?: string;
}

/** What a device is made of (ENTITY-MIB, RFC 6933; `show version`) and what it does. */
export interface DeviceFact extends Located {
  readonly fact: 'device';
  readonly vendor?: string;
  readonly model?: string;
  readonly softwareVersion?: string;
  /** Its own LLDP capabilities that are enabled, or what its forwarding says: `bridge`, `router`. */
  readonly roles?: readonly string[];
}

export type NetworkFact =
  | AdjacencyFact
  | FdbFact
  | BridgeFact
  | BridgePortFact
  | AggregateFact
  | VlanFact
  | RoutingPeerFact
  | DeviceFact;
