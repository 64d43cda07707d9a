import type { RunLimits, ShellEnd } from './types.ts';

/** setTimeout takes no longer one: 2^31 - 1 ms, which is 24 days. */
const longestTimeout = 2_147_483_647;

/** AbortSignal.timeout and whoever follows it abort with a TimeoutError: a deadline, not a Ctrl-C. */
const endOfReason = (reason: unknown): ShellEnd =>
  reason instanceof Error && reason.name === 'TimeoutError' ? 'deadline' : 'aborted';

/**
 * Watches the deadline and the signal of a run. Calls `stop` once at most, later than this call;
 * the function given back ends the watch.
 */
export function watchLimits(
  { signal, deadlineMs }: Pick<RunLimits, 'signal' | 'deadlineMs'>,
  stop: (end: ShellEnd) => void,
): () => void {
  const onAbort = (): void => {
    release();
    stop(endOfReason(signal.reason));
  };
  const onDeadline = (): void => {
    release();
    stop('deadline');
  };
  const timer = setTimeout(
    signal.aborted ? onAbort : onDeadline,
    signal.aborted ? 0 : Math.min(Math.max(deadlineMs, 0), longestTimeout),
  );
  const release = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return release;
}
