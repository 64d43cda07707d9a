import type { LimitFunction } from 'p-limit';
import type { Collection, Way } from '../model/evidence.ts';
import type { SnmpConnector } from '../transports/snmp/types.ts';
import type { ShellConnector } from '../transports/types.ts';
import type { CollectOptions } from './collect-host.ts';

/** The ways a scan may go; at least one of them. */
export interface Connectors {
  readonly ssh?: ShellConnector;
  readonly snmp?: SnmpConnector;
}

/** One target while it is visited. */
export interface Visit {
  readonly options: CollectOptions;
  readonly signal: AbortSignal;
  /** Bounds the hosts read at once this way. */
  readonly turn: LimitFunction;
  /** Tells that somebody answered and is being read. */
  readonly started: (at: Date) => void;
}

/** How one way ended, as if it had been the only one. */
export interface WayEnd {
  readonly transport: Way['transport'];
  readonly collection: Collection;
  /** Silence, as from an address nobody has. */
  readonly nobody: boolean;
  /** What was left out of an answer that is whole otherwise. */
  readonly note?: string;
}
