/** Ctrl-C as a value: aborted at the first SIGINT or SIGTERM. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives the signals back to Node's defaults. */
  close(): void;
}

/**
 * The first Ctrl-C stops the work and saves what there is; a second one ends the process at once, for
 * the person who cannot wait.
 */
export function openInterrupt(onStop: () => void): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    onStop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    close: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
