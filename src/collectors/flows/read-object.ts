import type { FlowSink } from './flow-format.ts';

/** One JSON object of a log; what is none is skipped. */
export function readObject(text: string, line: number, sink: FlowSink): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below: what was cut off in the middle is no different from what never was JSON.
  }
  sink.skip(line, text, 'not a whole JSON object');
  return undefined;
}
