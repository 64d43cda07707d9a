import type { FailureStatus } from '../model/failure.ts';
import type { ScanEvent } from './events.ts';

/** Where a scan stands: what the terminal view and the plain lines both show. */
export interface Progress {
  readonly targets: number;
  readonly startedAt: number;
  collected: number;
  unanswered: number;
  readonly failed: Map<FailureStatus, number>;
  /** Hosts being read now, with the time they began (ms since the epoch), in that order. */
  readonly running: Map<string, number>;
}

export function openProgress(targets: number, startedAt: number): Progress {
  return { targets, startedAt, collected: 0, unanswered: 0, failed: new Map(), running: new Map() };
}

/** Counts one event in place: a scan has hundreds of thousands of them. */
export function countEvent(progress: Progress, event: ScanEvent): void {
  if (event.type === 'unanswered') {
    progress.unanswered += 1;
    progress.running.delete(event.target);
  }
  if (event.type === 'host-started') progress.running.set(event.target, Date.parse(event.at));
  if (event.type !== 'host-finished') return;
  progress.running.delete(event.target);
  if (event.status === 'collected') progress.collected += 1;
  else progress.failed.set(event.status, (progress.failed.get(event.status) ?? 0) + 1);
}

export const failedCount = (progress: Progress): number => [...progress.failed.values()].reduce((sum, count) => sum + count, 0);

export const doneCount = (progress: Progress): number => progress.collected + progress.unanswered + failedCount(progress);

/** Targets a second since the start; 0 before anything is done. */
export function rate(progress: Progress, now: number): number {
  const seconds = (now - progress.startedAt) / 1000;
  return seconds > 0 ? doneCount(progress) / seconds : 0;
}

/** Seconds left at the present rate; undefined while nobody can tell. */
export function secondsLeft(progress: Progress, now: number): number | undefined {
  const perSecond = rate(progress, now);
  return perSecond > 0 ? (progress.targets - doneCount(progress)) / perSecond : undefined;
}
