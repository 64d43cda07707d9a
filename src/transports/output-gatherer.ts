import type { ShellEnd, ShellOutput } from './types.ts';

/** Collects what a shell prints, up to a cap on both streams together. */
export interface OutputGatherer {
  add(stream: 'stdout' | 'stderr', chunk: Buffer): void;
  finish(end: ShellEnd): ShellOutput;
}

/** Opens a gatherer; `onFull` is called once, when more came than fits. What fitted is kept. */
export function createOutputGatherer(maxBytes: number, onFull: () => void): OutputGatherer {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let left = maxBytes;
  let full = false;
  return {
    add(stream, chunk) {
      if (full) return;
      chunks[stream].push(left < chunk.length ? chunk.subarray(0, left) : chunk);
      left -= chunk.length;
      if (left >= 0) return;
      full = true;
      onFull();
    },
    finish: (end) => ({ end, stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr) }),
  };
}
