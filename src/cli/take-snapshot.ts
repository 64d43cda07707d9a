import { derive } from '../graph/derive.ts';
import { succeed } from '../model/failure.ts';
import type { Attempt, Observation } from '../model/observation.ts';
import type { Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import type { Run, SnapshotBasis, Store } from '../store/types.ts';
import { observeSafely } from './observe-safely.ts';
import { toolVersion } from './version.ts';

export interface TakeOptions {
  /** What this run's collections parsed to, by target key, where the caller has it already. */
  readonly observed?: ReadonlyMap<string, Observation>;
  /** Id of the snapshot; otherwise the next one of the database. */
  readonly id?: string;
  /** What the snapshot was derived from before; otherwise the run's evidence as it is stored now. */
  readonly basis?: SnapshotBasis;
  /** Told before each step that takes its time where the map is large. */
  readonly listen?: (step: TakeStep) => void;
}

export type TakeStep = { readonly step: 'deriving' } | { readonly step: 'saving'; readonly dependencies: number };

function headerOf(run: Run, id: string): SnapshotHeader {
  return {
    id,
    ...(run.label === undefined ? {} : { label: run.label }),
    takenAt: run.finishedAt ?? run.startedAt,
    toolVersion,
    scope: run.scope,
    ...(run.interrupted ? { interrupted: true } : {}),
  };
}

interface Evidence {
  readonly observations: readonly Observation[];
  /** Targets whose evidence no parser survived. */
  readonly defects: readonly Attempt[];
}

function evidenceOf(store: Store, basis: SnapshotBasis, observed?: ReadonlyMap<string, Observation>): Evidence {
  const observations: Observation[] = [];
  const defects: Attempt[] = [];
  for (const { runId: from, collection } of store.evidenceAt(basis)) {
    const { target, origin } = collection;
    const isFresh = from === basis.runId;
    const parsed = isFresh ? observed?.get(target) : undefined;
    const read = parsed === undefined ? observeSafely(collection, isFresh) : succeed(parsed);
    if (read.ok) observations.push(read.value);
    else defects.push({ target, origin, ...read.failure });
  }
  return { observations, defects };
}

const attemptsOf = (store: Store, basis: SnapshotBasis): Attempt[] =>
  store.failuresOf(basis).map(({ target, status, message, origin }) => ({
    ...{ target, status, origin },
    ...(message === undefined ? {} : { message }),
  }));

/** The newest snapshot of a database, whole. */
export function latestSnapshot(store: Store): Snapshot | undefined {
  const latest = store.snapshots().at(-1);
  return latest === undefined ? undefined : store.readSnapshot(latest.id);
}

/** How often a snapshot is derived again because another scan stored one in the meantime. */
const mostTries = 3;

const isConflict = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'conflict';

/**
 * Derives the estate as known at the end of a run from the evidence in the store, and stores it as
 * the newest snapshot. Call it after `endRun`; the snapshot before is what identities and first-seen
 * times are taken from.
 */
export function takeSnapshot(store: Store, runId: number, options: TakeOptions = {}): Snapshot {
  const run = store.run(runId);
  const basis = options.basis?.lastCollection === undefined ? store.basisNow(runId) : options.basis;
  const { observations, defects } = evidenceOf(store, basis, options.observed);
  const attempts = [...attemptsOf(store, basis), ...defects];
  for (let tries = 1; ; tries += 1) {
    options.listen?.({ step: 'deriving' });
    const prior = latestSnapshot(store);
    const { snapshot } = derive({
      header: headerOf(run, options.id ?? store.nextSnapshotId()),
      observations,
      attempts,
      targetCount: run.targetCount,
      unansweredCount: run.unansweredCount,
      ...(prior === undefined ? {} : { prior }),
    });
    options.listen?.({ step: 'saving', dependencies: snapshot.dependencies.length });
    try {
      store.writeSnapshot(snapshot, basis);
      return snapshot;
    } catch (error) {
      if (!isConflict(error) || options.id !== undefined || tries === mostTries) throw error;
    }
  }
}
