/** A time limit on silence: every sign of progress starts it anew. */
export interface Watchdog {
  restart(newMs?: number): void;
  /** Stops the clock; `restart` sets it going again, with another limit from then on where one is given. */
  stop(): void;
}

/** Opens a watchdog, running. `bark` is called once at most between two restarts. */
export function createWatchdog(ms: number, bark: () => void): Watchdog {
  let limit = ms;
  let timer: NodeJS.Timeout | undefined = setTimeout(bark, limit);
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    stop,
    restart(newMs = limit) {
      stop();
      limit = newMs;
      timer = setTimeout(bark, limit);
    },
  };
}
