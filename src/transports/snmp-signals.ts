/**
 * A signal that follows several. Not AbortSignal.any: what that makes hangs on the signal of the whole scan for as long
 * as the scan lasts.
 */
export function joinSignals(...signals: readonly AbortSignal[]): {
  readonly signal: AbortSignal;
  stop(): void;
  unlink(): void;
} {
  const joined = new AbortController();
  const stop = (): void => joined.abort();
  for (const signal of signals) {
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  }
  return {
    signal: joined.signal,
    stop,
    unlink() {
      for (const signal of signals) signal.removeEventListener('abort', stop);
    },
  };
}
