import type { ListenLosses, LiveFlows } from '../import/flows/live-flows.ts';
import { addToEarlier } from '../import/join-pieces.ts';
import type { Collection } from '../model/evidence.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Store } from '../store/types.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { toolVersion } from './version.ts';

export interface ListenJob {
  readonly flows: LiveFlows;
  readonly store: Store;
  readonly scope: readonly string[];
  readonly label?: string;
  readonly now: () => Date;
  /** Milliseconds from one save to the next. */
  readonly everyMs: number;
  /** Milliseconds to listen; without it until the signal. */
  readonly forMs?: number;
  readonly signal: AbortSignal;
  /** Stops receiving; ends when what came before has gone into `flows`. */
  readonly close: () => Promise<void>;
  /** What came since the beginning and did not get into `flows`. */
  readonly losses?: () => ListenLosses;
  /** Told after each save, with the newest snapshot. */
  readonly saved: (snapshot: Snapshot) => void;
}

/** What was heard before under the same name, with what is new. */
function withEarlier(store: Store, collection: Collection): Collection {
  const last = store.runs().at(-1);
  if (last === undefined) return collection;
  const [earlier] = [...store.evidenceAt(last.id, [collection.target])];
  return addToEarlier(earlier?.collection, collection);
}

/**
 * Keeps what came since the last save, as a run and a snapshot of its own; nothing where nothing came. That somebody stops it is how
 * listening ends: nothing is missing for it.
 */
function save({ flows, store, scope, label, now, losses, saved }: ListenJob, startedAt: Date): void {
  const finishedAt = now();
  const { collection } = flows.endPeriod(startedAt, finishedAt, losses?.());
  if (collection === undefined) return;
  const whole = withEarlier(store, collection);
  const request = { kind: 'import', startedAt: startedAt.toISOString(), toolVersion, scope } as const;
  const runId = store.beginRun({ ...request, ...(label === undefined ? {} : { label }) });
  store.appendCollections(runId, [whole]);
  store.endRun(runId, { finishedAt: finishedAt.toISOString(), interrupted: false, targetCount: 1, unansweredCount: 0 });
  saved(takeSnapshot(store, runId));
}

/** Ends after some time, or at once when the signal says so. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });

/** Saves what comes in from time to time, until the time is over or somebody stops it; the rest is saved then. */
export async function runListen(job: ListenJob): Promise<void> {
  const { now, everyMs, forMs = Number.POSITIVE_INFINITY, signal, close } = job;
  const end = now().getTime() + forMs;
  let startedAt = now();
  for (let isOver = false; !isOver; ) {
    await pause(Math.min(everyMs, end - startedAt.getTime()), signal);
    isOver = signal.aborted || now().getTime() >= end;
    if (isOver) await close();
    save(job, startedAt);
    startedAt = now();
  }
}
