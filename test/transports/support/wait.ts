import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds; fails after ten seconds, saying what did not happen. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (holds()) return;
    await sleep(10);
  }
  throw new Error(`did not happen: ${what}`);
}

/** Sockets and timers that keep this process busy, by kind. */
export function busyResources(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => /^(TCP|Timeout|PipeWrap|TLS|UDP|ProcessWrap)/.test(kind));
}

export const never = (): AbortSignal => new AbortController().signal;
