/** A time limit on silence: every sign of progress starts it anew. */
export interface Watchdog {
  restart(): void;
  /** Stops the clock; `restart` sets it going again. */
  stop(): void;
}

/** Opens a watchdog, running. `bark` is called once at most between two restarts. */
export function createWatchdog(ms: number, bark: () => void): Watchdog {
  let timer: NodeJS.Timeout | undefined = setTimeout(bark, ms);
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    stop,
    restart() {
      stop();
      timer = setTimeout(bark, ms);
    },
  };
}
