import { setMaxListeners } from 'node:events';

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
    // One signal stops a thousand walks at once; Node takes more than ten listeners for a leak.
    setMaxListeners(0, signal);
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
