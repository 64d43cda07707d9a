import { grouped } from '../model/number-text.ts';
import { doneCount, failedCount, type Progress, rate, secondsLeft } from './progress.ts';

/** Seconds as `0:42` or `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `login-refused 12, refused 8`, the most frequent first. */
export function failureCounts(progress: Progress): string {
  const sorted = [...progress.failed].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return sorted.map(([status, count]) => `${status} ${grouped(count)}`).join(', ');
}

/** What is done so far. `read 312, no answer 35,080, failed 20 (login-refused 12, refused 8)` */
export function countsLine(progress: Progress): string {
  const failed = failedCount(progress);
  return [
    `read ${grouped(progress.collected)}`,
    ...(progress.unanswered > 0 ? [`no answer ${grouped(progress.unanswered)}`] : []),
    ...(failed > 0 ? [`failed ${grouped(failed)} (${failureCounts(progress)})`] : []),
  ].join(', ');
}

/** Rate and time left, where they can be told. */
export function paceLine(progress: Progress, now: number): string {
  const left = secondsLeft(progress, now);
  const perSecond = rate(progress, now);
  if (left === undefined || doneCount(progress) === progress.targets) return '';
  const shown = perSecond >= 10 ? grouped(perSecond) : perSecond.toFixed(1);
  return `${shown}/s, about ${clock(left)} left`;
}

/** The hosts that have been read for longest, when that is over `seconds`. */
export function slowest(progress: Progress, now: number, seconds: number, most: number): readonly string[] {
  const slow: string[] = [];
  for (const [target, since] of progress.running) {
    const waited = (now - since) / 1000;
    // The map keeps the order in which hosts began, so the first young one ends the search.
    if (waited < seconds || slow.length === most) break;
    slow.push(`${target} ${clock(waited)}`);
  }
  return slow;
}

/** One line for a log or a pipe. */
export function progressLine(progress: Progress, now: number): string {
  const done = `${grouped(doneCount(progress))} of ${grouped(progress.targets)} done`;
  const slow = slowest(progress, now, 10, 3);
  return [done, countsLine(progress), paceLine(progress, now), slow.length > 0 ? `slow now: ${slow.join(', ')}` : '']
    .filter((part) => part !== '')
    .join('; ');
}
