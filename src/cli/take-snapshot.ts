import { observe } from '../collectors/observe.ts';
import { derive } from '../graph/derive.ts';
import type { Attempt, DeriveInput, Observation } from '../model/observation.ts';
import type { Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import type { Run, Store } from '../store/types.ts';
import { toolVersion } from './version.ts';

export interface TakeOptions {
  /** What this run's collections parsed to, by target key, where the caller has it already. */
  readonly observed?: ReadonlyMap<string, Observation>;
  /** Id of the snapshot; otherwise the next one of the database. */
  readonly id?: string;
}

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

function observationsAt(store: Store, runId: number, observed?: ReadonlyMap<string, Observation>): Observation[] {
  const observations: Observation[] = [];
  for (const stored of store.evidenceAt(runId)) {
    const fresh = stored.runId === runId;
    const parsed = fresh ? observed?.get(stored.collection.target) : undefined;
    observations.push(parsed ?? observe(stored.collection, fresh));
  }
  return observations;
}

const attemptsOf = (store: Store, runId: number): Attempt[] =>
  store.failuresOf(runId).map(({ target, status, message, origin }) => ({
    ...{ target, status, origin },
    ...(message === undefined ? {} : { message }),
  }));

/** The newest snapshot of a database, whole. */
export function latestSnapshot(store: Store): Snapshot | undefined {
  const latest = store.snapshots().at(-1);
  return latest === undefined ? undefined : store.readSnapshot(latest.id);
}

/**
 * Derives the estate as known at the end of a run from the evidence in the store, and stores it as
 * the newest snapshot. Call it after `endRun`; the snapshot before is what identities and first-seen
 * times are taken from.
 */
export function takeSnapshot(store: Store, runId: number, options: TakeOptions = {}): Snapshot {
  const run = store.run(runId);
  if (run === undefined) throw new Error(`there is no run ${runId} to take a snapshot of`);
  const prior = latestSnapshot(store);
  const input: DeriveInput = {
    header: headerOf(run, options.id ?? store.nextSnapshotId()),
    observations: observationsAt(store, runId, options.observed),
    attempts: attemptsOf(store, runId),
    targetCount: run.targetCount,
    unansweredCount: run.unansweredCount,
    ...(prior === undefined ? {} : { prior }),
  };
  const { snapshot } = derive(input);
  store.writeSnapshot(snapshot, runId);
  return snapshot;
}
