import type { DatagramCounts, ProcessRef } from './fact.ts';
import type { FailureStatus } from './failure.ts';

/** The document `map export -f json` writes; the same shape is stored and handed to every analysis. */
export interface Snapshot {
  readonly format: 'map.snapshot';
  readonly version: 1;
  readonly snapshot: SnapshotHeader;
  readonly hosts: readonly Host[];
  readonly services: readonly Service[];
  readonly dependencies: readonly Dependency[];
  readonly links: readonly Link[];
  readonly applications: readonly Application[];
  /** The IP networks the addresses are in; absent in snapshots from before they were told. */
  readonly networks?: readonly Network[];
  readonly coverage: Coverage;
}

export interface SnapshotHeader {
  /** Number of the snapshot in its database, as text. */
  readonly id: string;
  readonly label?: string;
  /** ISO 8601, UTC: the end of the scan. */
  readonly takenAt: string;
  readonly toolVersion: string;
  /** What the operator asked to look at, as typed. */
  readonly scope: readonly string[];
  /** The scan was stopped before it was done. */
  readonly interrupted?: true;
}

export const hostKinds = ['server', 'network-device', 'virtual-address', 'external', 'unknown'] as const;
export type HostKind = (typeof hostKinds)[number];

export interface Host {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Addresses it no longer has, while older evidence of other hosts still names them. */
  readonly formerAddresses?: readonly string[];
  readonly macs: readonly string[];
  readonly kind: HostKind;
  readonly os?: { readonly name?: string; readonly version?: string };
  /** What it is made of, where it told: hardware, and what it does on the network. */
  readonly device?: Device;
  readonly tags: Readonly<Record<string, string>>;
  /** Target keys this host was reached by. */
  readonly targets?: readonly string[];
  /** Target keys it was reached by before: newer evidence from elsewhere replaced what was seen there, or is filled up by it. */
  readonly formerTargets?: readonly string[];
  /** Values that tell this host from others, `kind:value`, sorted. */
  readonly identity?: readonly string[];
  /** Where inventories list it, `aws:i-0a1b2c3d`, sorted. With no `evidence` beside it nobody ever looked at it. */
  readonly listed?: readonly string[];
  /** Absent for a host that was only seen as a peer, or that only an inventory lists. */
  readonly evidence?: HostEvidence;
}

export interface Device {
  readonly vendor?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly version?: string;
  /** `bridge`, `router`, … as it tells of itself; sorted. */
  readonly roles?: readonly string[];
}

export interface HostEvidence {
  /** `collected`, or how the last visit failed. */
  readonly status: 'collected' | FailureStatus;
  /** When the evidence in use was collected. */
  readonly at: string;
  /** True where the evidence in use is older than this snapshot's scan. */
  readonly stale: boolean;
}

export type NamedBy = 'unit' | 'container' | 'executable' | 'script' | 'port' | 'configuration';

export interface ServiceEndpoint {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

export interface Service {
  readonly id: string;
  /** Host id. */
  readonly host: string;
  readonly name: string;
  readonly software?: string;
  readonly version?: string;
  /** `listener`, `client`, or `both`. */
  readonly kind: 'listener' | 'client' | 'both';
  readonly endpoints: readonly ServiceEndpoint[];
  readonly processes: readonly ProcessRef[];
  readonly unit?: string;
  readonly container?: string;
  readonly namedBy: NamedBy;
  readonly shared?: { readonly reason: string };
}

export type SeenFrom = 'client' | 'server' | 'both' | 'flow' | 'config';

/** The rule that decided who is the client, in the order they are tried. */
export const directionRules = [
  'syn-state',
  'own-listener',
  'peer-listener',
  'conntrack',
  'known-listener',
  'fan-in',
  'ephemeral-range',
  'service-table',
  'lower-port',
  'configuration',
] as const;
export type DirectionRule = (typeof directionRules)[number];

export interface DependencyEnd {
  /** Host id. */
  readonly host: string;
  /** Service id, where the process or the port is known. */
  readonly service?: string;
}

export interface Dependency {
  readonly id: string;
  /** The client. */
  readonly from: DependencyEnd;
  /** The server. */
  readonly to: DependencyEnd;
  readonly protocol: string;
  /** The server's port. */
  readonly port: number;
  readonly state: 'active' | 'attempted' | 'configured';
  readonly seenFrom: SeenFrom;
  readonly directionRule: DirectionRule;
  /** 0 to 1, two decimals. */
  readonly confidence: number;
  /** Distinct connections seen in the latest evidence. */
  readonly connections: number;
  readonly samples: { readonly seen: number; readonly total: number };
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Hosts in between (virtual addresses, balancers), ids. */
  readonly via: readonly string[];
  /** Payload both ways, as the kernel of one end counted it. */
  readonly bytes?: number;
  readonly rttMs?: number;
  /** Both ends were looked at this time and no traffic was seen; kept from an earlier snapshot. */
  readonly silent?: true;
}

export interface LinkEnd {
  readonly host: string;
  /** As the device itself calls it; of a neighbor nobody looked at, as that one sent it. */
  readonly port?: string;
  readonly ifIndex?: number;
}

/** A cable, a place on a segment, or a pair of routing neighbors. */
export interface Link {
  readonly id: string;
  readonly layer: 2 | 3;
  /** Sorted; of `lldp`, `cdp`, `fdb`, `stp` (layer 2) or `ospf`, `isis`, `bgp` (layer 3). */
  readonly protocols: readonly string[];
  /** The end with the smaller host id, then port. */
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  /** Which end told of it: `a`, `b` or `both`. */
  readonly seenFrom: string;
  /** 0 to 1, two decimals. */
  readonly confidence: number;
  /** Several are behind one port with nothing in between that is known: a hub, a hypervisor, a switch that tells nothing. */
  readonly shared?: true;
  /** The other end tells of another neighbor on this port. */
  readonly mismatched?: true;
  /** The bundles the two ports are members of. */
  readonly aggregate?: { readonly a: string; readonly b: string };
  /** Of a link between bundles of whose cables nobody told: their members, each a port of `a` or of `b`. */
  readonly members?: readonly { readonly a?: string; readonly b?: string }[];
  /** Nobody who could tell looked this time; kept from an earlier snapshot. */
  readonly stale?: true;
}

/** A network of layer 3 with hosts in it. */
export interface Network {
  readonly id: string;
  readonly cidr: string;
  readonly vlan?: number;
  readonly vlanName?: string;
  /** Ids of hosts that route for it; sorted. */
  readonly gateways: readonly string[];
  /** How many of the hosts that were looked at have an address there. */
  readonly hosts: number;
}

interface Application {
  readonly id: string;
  readonly name: string;
  readonly services: readonly string[];
  readonly namedBy: string;
}

export interface TargetFailure {
  readonly target: string;
  readonly status: FailureStatus;
  readonly message: string;
}

/** A command of the command line of a network device that gave no answer but an error message. */
export interface RefusedCommand {
  readonly command: string;
  /** `refused` to this login, or `unknown` to the device. */
  readonly why: 'refused' | 'unknown';
  /** What the device said, at most 120 characters. */
  readonly message?: string;
}

export interface Coverage {
  /** Addresses and names in the scope of the scan. */
  readonly targets: number;
  /** Targets that answered everything. */
  readonly collected: number;
  /** Swept addresses where nothing answered: perhaps nothing is there. */
  readonly unanswered: number;
  readonly failed: readonly TargetFailure[];
  /** Dependencies that were seen in use. */
  readonly edges: number;
  /** Those that only stand in configurations; absent where there are none. */
  readonly edgesConfigured?: number;
  /** Dependencies with the process known at both ends. */
  readonly edgesWithBothProcesses: number;
  /** Dependencies with no process known at the client, at the server. */
  readonly edgesWithoutClientProcess: number;
  readonly edgesWithoutServerProcess: number;
  /** Hosts of kind `unknown` that were seen as peers and never looked at; not those that only configurations or hypervisors name. */
  readonly peersNotScanned: number;
  /** Machines that inventories list and nobody ever looked at; absent where there are none. */
  readonly listedNotScanned?: number;
  /** Targets that were read over SNMP alone, and why SSH failed there; absent where there are none. */
  readonly overSnmpOnly?: readonly TargetFailure[];
  /** Targets that were read over SSH, and why their SNMP agent was not, where it is known that there is one. */
  readonly snmpFailed?: readonly TargetFailure[];
  /** Targets that were read over SSH and gave no answer over SNMP. */
  readonly snmpUnanswered?: number;
  /** Targets that were read but for what was left out on purpose, such as the routes of the whole Internet. */
  readonly cutOff?: readonly Omit<TargetFailure, 'status'>[];
  /** Commands that network devices refused, or did not know, which is what some tell a login that may not; absent where there are none. */
  readonly refusedCommands?: readonly (RefusedCommand & { readonly target: string })[];
  /** Records of flows behind the evidence in use, and those of them a filter did not let pass; absent where there are none. */
  readonly flowRecords?: number;
  readonly flowRecordsRejected?: number;
  /** One in how many packets was looked at for them, at most; absent where it was each. */
  readonly flowSampling?: number;
  /** Of the datagrams exporters sent, what came and what was lost; absent where nobody listened. */
  readonly datagrams?: DatagramCounts;
  /** Lines of raw output that no parser could read. */
  readonly skippedLines: number;
}
