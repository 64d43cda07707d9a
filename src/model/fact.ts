import type { ContainerFact, DescriptorFact, GuestFact, NamespaceFact } from './container-fact.ts';
import type { Endpoint, SocketState } from './endpoint.ts';
import type { FlowFact } from './flow-fact.ts';
import type { IdentityKind } from './identity-kind.ts';
import type { ListedHostFact, ListedServiceFact } from './listed-fact.ts';
import type { Located } from './located.ts';
import type { NetworkFact } from './network-fact.ts';
import type { HostNameFact, ReferenceFact } from './reference-fact.ts';
import type { TrackedFact, TranslationFact, VirtualAddressFact } from './translation-fact.ts';

/**
 * Facts: what one raw output says, line by line, and nothing more. Absent means not known.
 * The JSON shape is fixed in the documentation of `map parse`; fields may be added.
 */

export interface ProcessRef {
  readonly pid?: number;
  readonly name?: string;
  readonly user?: string;
}

export interface SocketFact extends Located {
  readonly fact: 'socket';
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'dccp';
  readonly state?: SocketState;
  readonly local: Endpoint;
  readonly remote?: Endpoint;
  readonly processes: readonly ProcessRef[];
  /** Zone of a link-local address (`%eth0`). */
  readonly interface?: string;
  readonly inode?: number;
  readonly uid?: number;
  /** Control group path (cgroups(7)) of the socket. */
  readonly cgroup?: string;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly rttMs?: number;
  /** The tool cut the address short, so it is left out. */
  readonly truncated?: true;
  /** Network namespace it is in, where that is not the one of the login: see `NamespaceFact`. */
  readonly netns?: number;
}

export interface NeighborFact extends Located {
  readonly fact: 'neighbor';
  /** Absent where the tool printed a name in its place. */
  readonly address?: string;
  readonly name?: string;
  readonly mac?: string;
  readonly interface?: string;
  readonly state?: string;
}

export interface InterfaceFact extends Located {
  readonly fact: 'interface';
  readonly name: string;
  readonly index?: number;
  readonly mac?: string;
  readonly mtu?: number;
  readonly up?: boolean;
  /** `loopback`, `ether`, `bridge`, `veth`, … as the system says it; over SNMP the name of its IANAifType. */
  readonly kind?: string;
  /** What it is called beside its name: ifDescr where `name` is ifName. */
  readonly description?: string;
  /** What an administrator wrote there (ifAlias). */
  readonly alias?: string;
  readonly speedMbps?: number;
  /** Tag of its frames (IEEE 802.1Q), where it is an interface of one VLAN on top of another. */
  readonly vlan?: number;
  /** What a firewall calls the part of the network behind it. */
  readonly zone?: string;
}

export interface AddressFact extends Located {
  readonly fact: 'address';
  readonly address: string;
  readonly prefix?: number;
  readonly interface?: string;
  /** As in `SocketFact`: an address of a container, not of the host. */
  readonly netns?: number;
}

export interface RouteFact extends Located {
  readonly fact: 'route';
  /**
   * Prefix in CIDR form; `0.0.0.0/0` and `::/0` for the default route. An address without a length where the tool does
   * not print it (networks of HP-UX and Solaris).
   */
  readonly destination: string;
  readonly gateway?: string;
  readonly interface?: string;
  readonly metric?: number;
}

export interface ProcessFact extends Located {
  readonly fact: 'process';
  readonly pid: number;
  readonly ppid?: number;
  readonly user?: string;
  readonly name?: string;
  readonly args?: string;
}

export interface CgroupFact extends Located {
  readonly fact: 'cgroup';
  readonly pid: number;
  readonly path: string;
}

export interface UnitFact extends Located {
  readonly fact: 'unit';
  /** `postgresql@15-main.service` */
  readonly name: string;
  readonly active?: string;
  readonly description?: string;
  readonly mainPid?: number;
}

export interface SystemFact extends Located {
  readonly fact: 'system';
  readonly name?: string;
  readonly description?: string;
  readonly objectId?: string;
  readonly osName?: string;
  readonly osVersion?: string;
  readonly kernel?: string;
  readonly architecture?: string;
}

/** One value that helps to tell this host from every other. */
export interface IdentityFact extends Located {
  readonly fact: 'identity';
  readonly kind: IdentityKind;
  readonly value: string;
}

export interface ResolverFact extends Located {
  readonly fact: 'resolver';
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
}

/** A line that could not be read; the rest of the output is kept. */
export interface SkippedFact extends Located {
  readonly fact: 'skipped';
  readonly line: number;
  /** At most 200 characters of the line. */
  readonly text: string;
  readonly reason: string;
  /** How many lines this one stands for, where an output has more of them than are kept one by one. */
  readonly count?: number;
  /** It is no line but one of the datagrams, or a part of one, that exporters of flows sent. */
  readonly unit?: 'datagram';
}

/** What came of the datagrams that exporters of flows sent, and what did not, over one period of listening. */
export interface DatagramsFact extends Located {
  readonly fact: 'datagrams';
  readonly datagrams: DatagramCounts;
}

/** None of them negative. */
export interface DatagramCounts {
  /** Datagrams that were taken, those among them that could not be read as well. */
  readonly received: number;
  /** By the exporters' own sequence numbers: datagrams of NetFlow 9, records of the others. */
  readonly lost: number;
  /** Came while there was no room to hold them. */
  readonly dropped: number;
  /** Datagrams and parts of them that could not be read. */
  readonly unreadable: number;
  /** Data sets whose template did not come. */
  readonly withoutTemplate: number;
  /** Of senders that were not to be listened to. */
  readonly refused: number;
}

export type Fact =
  | SocketFact
  | DatagramsFact
  | NeighborFact
  | InterfaceFact
  | AddressFact
  | RouteFact
  | ProcessFact
  | CgroupFact
  | UnitFact
  | SystemFact
  | IdentityFact
  | ResolverFact
  | NamespaceFact
  | DescriptorFact
  | ContainerFact
  | GuestFact
  | TranslationFact
  | TrackedFact
  | VirtualAddressFact
  | HostNameFact
  | ReferenceFact
  | NetworkFact
  | FlowFact
  | ListedHostFact
  | ListedServiceFact
  | SkippedFact;
