import type { Collection } from '../model/evidence.ts';
import type { Observation } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Target } from '../model/target.ts';
import type { ScanEvent } from '../scan/events.ts';
import { countEvent, openProgress, type Progress } from '../scan/progress.ts';
import { type ScanOptions, scan } from '../scan/scan.ts';
import type { Connectors } from '../scan/way.ts';
import type { RunKind, Store } from '../store/types.ts';
import { knownTargets } from './known-targets.ts';
import { observeSafely } from './observe-safely.ts';
import { latestSnapshot, takeSnapshot } from './take-snapshot.ts';
import { toolVersion } from './version.ts';

export interface ScanJob {
  readonly kind: RunKind;
  readonly targets: readonly Target[];
  /** What the operator asked for, as typed. */
  readonly scope: readonly string[];
  readonly label?: string;
  readonly connectors: Connectors;
  readonly options: ScanOptions;
  readonly store: Store;
  readonly signal: AbortSignal;
  /** Told after each event has been counted and saved. */
  readonly listen: (event: ScanEvent, progress: Progress) => void;
}

export interface ScanResult {
  readonly progress: Progress;
  readonly interrupted: boolean;
  /** Absent where the scan was stopped before any host had answered. */
  readonly snapshot?: Snapshot;
}

/** Keeps what one host answered: on disk at once, and parsed while the network is slower than we are. */
function keep(collection: Collection, runId: number, store: Store, observed: Map<string, Observation>): void {
  store.appendCollections(runId, [collection]);
  if (collection.sections.length === 0) return;
  const read = observeSafely(collection, true);
  if (read.ok) observed.set(collection.target, read.value);
}

/**
 * A scan from the first target to the stored snapshot. Evidence is saved host by host, so a crash
 * loses only the hosts in flight; the snapshot is made of what was saved.
 */
export async function runScan(job: ScanJob): Promise<ScanResult> {
  const { store, options, signal } = job;
  const startedAt = options.now();
  const progress = openProgress(job.targets.length, startedAt.getTime());
  const observed = new Map<string, Observation>();
  const runId = store.beginRun({
    kind: job.kind,
    startedAt: startedAt.toISOString(),
    toolVersion,
    scope: job.scope,
    ...(job.label === undefined ? {} : { label: job.label }),
  });
  const isKnown = knownTargets(latestSnapshot(store));
  for await (const event of scan(job.targets, job.connectors, { ...options, isKnown }, signal)) {
    countEvent(progress, event);
    if (event.type === 'host-finished') keep(event.collection, runId, store, observed);
    job.listen(event, progress);
  }
  store.endRun(runId, {
    finishedAt: options.now().toISOString(),
    interrupted: signal.aborted,
    targetCount: job.targets.length,
    unansweredCount: progress.unanswered,
  });
  if (signal.aborted && observed.size === 0) return { progress, interrupted: true };
  return { progress, interrupted: signal.aborted, snapshot: takeSnapshot(store, runId, { observed }) };
}
