import type { SectionStatus, SessionFacts } from '../../model/evidence.ts';
import type { Failure, Outcome } from '../../model/failure.ts';
import type { SnmpTable } from '../../model/snmp-collector.ts';
import type { Target } from '../../model/target.ts';

/** Where an agent is asked. */
export interface SnmpRoute {
  readonly target: Target;
  /** Canonical address. */
  readonly address: string;
  /** UDP port, 161 unless somebody named another. */
  readonly port: number;
}

export interface WalkLimits {
  readonly signal: AbortSignal;
  /** Milliseconds from now. */
  readonly deadlineMs: number;
  /** Cap on objects of all tables together. */
  readonly maxObjects: number;
  /** Cap on the text, bytes. */
  readonly maxBytes: number;
  /** Name of an SNMPv3 context, or the VLAN of a `community@VLAN`. */
  readonly context?: { readonly vlan: number };
}

/** What tables were walked to, and how the walk ended: never less than what had come before trouble. */
export interface WalkResult {
  readonly status: SectionStatus;
  /** snmprec: `oid|tag|value`, one object a line, in the order of the agent. */
  readonly text: Uint8Array;
  readonly objects: number;
  /** Says what was wrong, where `status` is not `ok`. */
  readonly message?: string;
}

/** An agent that has answered once, with the credential it answered to. */
export interface SnmpSession {
  readonly facts: SessionFacts;
  readonly address: string;
  readonly port: number;
  /** Never rejects. */
  walk(tables: readonly SnmpTable[], limits: WalkLimits): Promise<WalkResult>;
  close(): void;
}

/** Nobody answered, or what answered cannot be used. `silent`: nothing came back at all, as from an address nobody has. */
export interface NoAgent {
  readonly failure: Failure;
  readonly silent: boolean;
}

export interface SnmpConnector {
  /** Where the target's agent is; nothing where no SNMP credential is for it. Resolves names. */
  route(target: Target): Promise<Outcome<SnmpRoute> | undefined>;
  /**
   * Tries the credentials of the target in order, the one that worked in its subnet first, until one is answered. Never
   * rejects.
   */
  open(route: SnmpRoute, signal: AbortSignal): Promise<{ readonly session: SnmpSession } | NoAgent>;
  /** Frees the sockets that are shared. */
  close(): Promise<void>;
}
