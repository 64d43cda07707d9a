import { observe } from '../collectors/observe.ts';
import { derive } from '../graph/derive.ts';
import type { Attempt, DeriveInput, Observation } from '../model/observation.ts';
import type { Snapshot, SnapshotHeader } from '../model/snapshot.ts';
import type { Run, Store } from '../store/types.ts';
import { knownTargets } from './known-targets.ts';
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

/** The run's failures; silence of a swept address only where a host was known. */
function attemptsOf(store: Store, runId: number, prior: Snapshot | undefined): { attempts: Attempt[]; silent: number } {
  const known = knownTargets(prior);
  const failures = store.failuresOf(runId);
  const counted = failures.filter(
    ({ status, origin, target }) => status !== 'unanswered' || origin === 'listed' || known(target),
  );
  const attempts = counted.map(({ target, status, message, origin }) => ({
    target,
    status,
    ...(message === undefined ? {} : { message }),
    origin,
  }));
  return { attempts, silent: failures.length - counted.length };
}

function latestSnapshot(store: Store): Snapshot | undefined {
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
  const { attempts, silent } = attemptsOf(store, runId, prior);
  const input: DeriveInput = {
    header: headerOf(run, options.id ?? store.nextSnapshotId()),
    observations: observationsAt(store, runId, options.observed),
    attempts,
    targetCount: run.targetCount,
    unansweredCount: run.unansweredCount + silent,
    ...(prior === undefined ? {} : { prior }),
  };
  const { snapshot } = derive(input);
  store.writeSnapshot(snapshot, runId);
  return snapshot;
}
