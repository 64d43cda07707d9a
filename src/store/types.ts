import type { Collection } from '../model/evidence.ts';
import type { Snapshot } from '../model/snapshot.ts';

export type RunKind = 'scan' | 'import' | 'demo';

/** One scan or import as it was asked for. */
export interface RunRequest {
  readonly kind: RunKind;
  readonly startedAt: string;
  readonly toolVersion: string;
  readonly scope: readonly string[];
  readonly label?: string;
}

export interface Run extends RunRequest {
  readonly id: number;
  readonly finishedAt?: string;
  readonly interrupted: boolean;
  /** Addresses and names in scope; swept ones that never answered are only counted. */
  readonly targetCount: number;
  readonly unansweredCount: number;
}

export interface RunEnd {
  readonly finishedAt: string;
  readonly interrupted: boolean;
  readonly targetCount: number;
  readonly unansweredCount: number;
}

/** Which evidence a snapshot was derived from, so that it can be derived again from the same. */
export interface SnapshotBasis {
  /** The run it was made after; the evidence of later runs does not count. */
  readonly runId: number;
  /**
   * The last collection that was stored by then: what another scan into the same database stored
   * afterwards does not count, whatever its run. Absent where it was not kept; then the run alone counts.
   */
  readonly lastCollection?: number;
}

/** A collection with the run it came from. */
export interface StoredCollection {
  readonly runId: number;
  readonly collection: Collection;
}

export interface SnapshotSummary {
  readonly id: string;
  readonly label?: string;
  readonly takenAt: string;
  readonly toolVersion: string;
  readonly scope: readonly string[];
  readonly interrupted: boolean;
  readonly hosts: number;
  readonly services: number;
  readonly dependencies: number;
  readonly failed: number;
}

/**
 * The one SQLite file. Every method is synchronous and atomic; a failing one throws `StoreError` and
 * leaves the file as it was.
 */
export interface Store {
  beginRun(request: RunRequest): number;
  /** Saves what one target answered; durable when it returns, so that kill -9 loses only what is in flight. */
  appendCollections(runId: number, collections: readonly Collection[]): void;
  endRun(runId: number, end: RunEnd): void;
  runs(): readonly Run[];
  /** Throws a `corrupt` StoreError where it is not there. */
  run(runId: number): Run;
  /**
   * The evidence in use as of a run (as stored by now, or up to a snapshot's last collection), at most one collection a target: its newest one with a whole
   * socket table, or else with part of one, or else with any section. Failures without sections are not
   * evidence. Iterated, because a large estate does not fit twice into memory; sorted by target.
   * `targets` restricts it.
   */
  evidenceAt(basis: number | SnapshotBasis, targets?: readonly string[]): Iterable<StoredCollection>;
  /** Keys of all targets that begin so, sorted: logs of flows are `flows:…`. */
  targetsStarting(prefix: string): readonly string[];
  /** This run's visits that ended otherwise than `collected`, without their sections, sorted by target. */
  failuresOf(basis: number | SnapshotBasis): readonly Collection[];
  /** The evidence in use as of a run, as it is stored now: what is stored later is outside of it. */
  basisNow(runId: number): SnapshotBasis;
  /** Stores a snapshot as what changed against the one before it, and what it was derived from. */
  writeSnapshot(snapshot: Snapshot, basis: number | SnapshotBasis): void;
  /** Number the next snapshot gets, as text. */
  nextSnapshotId(): string;
  snapshots(): readonly SnapshotSummary[];
  /** The whole document, equal to what was written. */
  readSnapshot(id: string): Snapshot | undefined;
  /** What a snapshot was derived from. */
  basisOf(snapshotId: string): SnapshotBasis | undefined;
  /** Forgets every snapshot, so that they can be derived again; the evidence stays. */
  dropSnapshots(): void;
  /** Runs `work` in one transaction. */
  transaction<T>(work: () => T): T;
  close(): void;
}
