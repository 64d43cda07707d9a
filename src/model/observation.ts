import type { Collection, FourTuple } from './evidence.ts';
import type { Fact, SocketFact } from './fact.ts';
import type { FailureStatus } from './failure.ts';
import type { FlowFact } from './flow-fact.ts';
import type { ListedHostFact, ListedServiceFact } from './listed-fact.ts';
import type { ReferenceFact } from './reference-fact.ts';
import type { Dependency, RefusedCommand, Snapshot, SnapshotHeader } from './snapshot.ts';

/** Sockets and where they stand in the evidence. */
export interface SocketTable {
  readonly collector: string;
  readonly sockets: readonly SocketFact[];
}

/** One sample of the socket table of a host. */
export interface SocketSample extends SocketTable {
  readonly sample: number;
  /** The sockets of its other network namespaces at that time; absent where nobody looked into them. */
  readonly inside?: SocketTable;
  /** The host's own table was cut off or could not be read: what is missing in it may be there all the same. */
  readonly partial?: true;
}

/** A reference and where in the evidence it stands. */
export interface ToldReference {
  readonly collector: string;
  readonly reference: ReferenceFact;
}

/** A flow and where in the evidence it stands. */
export interface ToldFlow {
  readonly collector: string;
  /** Number of the section among those of one collector; 1 where absent. */
  readonly sample?: number;
  readonly flow: FlowFact;
}

export type ListedFact = ListedHostFact | ListedServiceFact;

/** What an inventory lists and where in the evidence it stands. */
export interface ToldListing {
  readonly collector: string;
  /** Number of the section among those of one collector; 1 where absent. */
  readonly sample?: number;
  readonly listed: ListedFact;
}

/** A table a device has of its neighbors, by the protocol that fills it. */
export type NeighborTable = 'lldp' | 'cdp' | 'fdb' | 'stp' | 'ospf' | 'isis' | 'bgp';

/** Whether a visit read a table to its end, be it empty, or could not; absent for one that was not asked for. */
export type NeighborTables = Readonly<Partial<Record<NeighborTable, 'read' | 'unread'>>>;

/** The evidence of one visit to one target, parsed: what the graph is made from. */
export interface Observation {
  readonly target: string;
  readonly address?: string;
  readonly name?: string;
  readonly origin: Collection['origin'];
  readonly method: Collection['method'];
  /** End of the visit, ISO 8601. */
  readonly at: string;
  /** Collected in the scan the snapshot is for; otherwise it is the last evidence we have. */
  readonly fresh: boolean;
  readonly status: Collection['status'];
  readonly hostKey?: string;
  readonly ownConnection?: FourTuple;
  /** One entry a sample that was taken, also where it holds no sockets. */
  readonly samples: readonly SocketSample[];
  /** What the host is configured to use; absent where nobody looked. */
  readonly references?: readonly ToldReference[];
  /** Not all that tells of it could be read: what is missing may be written all the same. */
  readonly referencesPartial?: true;
  /** The host said which machines run on it, be there none; absent where it is no hypervisor or nobody could ask. */
  readonly guestsRead?: true;
  /** Only about others (a flow log, an inventory): who wrote it is no host. */
  readonly witness?: true;
  /** Traffic it counted between others. */
  readonly flows?: readonly ToldFlow[];
  /** What it lists, where it is an inventory. */
  readonly listings?: readonly ToldListing[];
  /** Every other fact, with the groups' winners chosen. */
  readonly facts: readonly Exclude<Fact, SocketFact | ReferenceFact | FlowFact | ListedFact>[];
  readonly skippedLines: number;
  /** Which tables of its neighbors were read; absent where none was asked for. */
  readonly neighborTables?: NeighborTables;
  /** Commands a network device did not take; absent where it took all, and of hosts. */
  readonly refused?: readonly RefusedCommand[];
  /** How each way of reading it ended, as in the evidence. */
  readonly ways?: Collection['ways'];
}

/** What happened to one target in the scan the snapshot is for. */
export interface Attempt {
  readonly target: string;
  readonly status: 'collected' | FailureStatus;
  readonly message?: string;
  readonly origin: Collection['origin'];
}

export interface DeriveInput {
  readonly header: SnapshotHeader;
  /** The evidence in use: at most one observation a target, fresh or the last there is. */
  readonly observations: readonly Observation[];
  /** This scan's targets that ended otherwise than `collected`, without swept silence. */
  readonly attempts: readonly Attempt[];
  /** Addresses and names in the scope of this scan, and those of them swept in vain. */
  readonly targetCount: number;
  readonly unansweredCount: number;
  /** The snapshot before: identities, first-seen times and what was not looked at come from it. */
  readonly prior?: Snapshot;
}

/** One raw line behind an arrow. */
export interface Witness {
  readonly target: string;
  readonly collector: string;
  readonly sample: number;
  /** 1-based line of the raw output; absent where the collector cannot tell. */
  readonly line?: number;
  readonly side: 'client' | 'server';
}

export interface Derivation {
  readonly snapshot: Snapshot;
  /** The first few raw lines behind a dependency, by dependency id. */
  readonly witnesses: ReadonlyMap<Dependency['id'], readonly Witness[]>;
}
