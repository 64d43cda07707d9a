import type { TargetStatus } from './failure.ts';

/**
 * How one command on one host ended.
 * `ok` exit 0; `failed` another exit code; `missing` the command is not there (127); `timed-out` its
 * own limit ran out; `truncated` its byte cap was reached; `incomplete` the session ended inside it. Of an SNMP agent: `looped` it
 * came back to objects it had told already, `garbled` its answers were no answers to what was asked.
 */
export const sectionStatuses = ['ok', 'failed', 'missing', 'timed-out', 'truncated', 'incomplete', 'looped', 'garbled'] as const;
export type SectionStatus = (typeof sectionStatuses)[number];

/** What one collector's command printed: raw bytes, never changed but for secrets cut out. */
export interface Section {
  /** Id of the collector that asked. */
  readonly collector: string;
  /** 1 for the first or only sample. */
  readonly sample: number;
  readonly status: SectionStatus;
  readonly exitCode?: number;
  readonly stdout: Uint8Array;
  /** What came on standard error, where anything did. */
  readonly stderr?: Uint8Array;
}

/** The two ends of one TCP connection, seen from the target. */
export interface FourTuple {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** What the login itself told, apart from any command. */
export interface SessionFacts {
  /** Platform family by `uname -s`, lower case: `linux`, `darwin`. */
  readonly platform?: string;
  /** Host key offered at the login, `SHA256:…` as OpenSSH writes it. */
  readonly hostKey?: string;
  readonly user?: string;
  /** Name of the credential that worked, never its content. */
  readonly credential?: string;
  readonly jump?: readonly string[];
  /** Identification string of the server (RFC 4253, 4.2). */
  readonly serverIdent?: string;
  /** `root`: as root; `sudo`: sudo -n worked; `none`: an ordinary user. */
  readonly privilege?: 'root' | 'sudo' | 'none';
  /** Over SNMP: the version spoken and the engine id (hexadecimal, RFC 3411), where v3 told one. */
  readonly snmpVersion?: '1' | '2c' | '3';
  readonly engineId?: string;
  /** Name of the SNMP credential that worked. */
  readonly snmpCredential?: string;
  /** The scan's own connection, which is no dependency of anybody. */
  readonly ownConnection?: FourTuple;
}

/** How one way of reading a target ended, where there were several. */
export interface Way {
  readonly transport: 'ssh' | 'snmp';
  readonly status: TargetStatus;
  readonly message?: string;
}

/** Everything one target answered in one visit. The unit of evidence: stored whole, never edited. */
export interface Collection {
  /** Key of the target, see `targetKey`. */
  readonly target: string;
  /** Address that was connected to, where one was. */
  readonly address?: string;
  readonly port?: number;
  /** Name the operator gave, where it is not an address. */
  readonly name?: string;
  readonly origin: 'listed' | 'swept';
  /** `snmp`: read over SNMP alone. A host read over both is `ssh`. */
  readonly method: 'ssh' | 'snmp' | 'local' | 'import';
  /** ISO 8601, UTC, milliseconds. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly status: TargetStatus;
  /** Names the target and the cause; only with a failure. */
  readonly message?: string;
  /** Absent where only one way was tried. `status` is that of the best. */
  readonly ways?: readonly Way[];
  readonly session: SessionFacts;
  readonly sections: readonly Section[];
}
