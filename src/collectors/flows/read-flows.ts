import type { FlowFormat, FlowSink } from './flow-format.ts';
import { splitLines } from './split-lines.ts';
import { splitObjects } from './split-objects.ts';

/** Takes a log chunk by chunk and gives its records to a sink. */
export interface FlowStream {
  push(chunk: string): void;
  end(): void;
}

/** Opens one log; see `FlowSink` for what becomes of its records. */
export function openFlows(format: FlowFormat, sink: FlowSink): FlowStream {
  const read = format.open();
  const splitter = format.unit === 'lines' ? splitLines() : splitObjects();
  return {
    push(chunk) {
      for (const { text, line } of splitter.push(chunk)) read(text, line, sink);
    },
    end() {
      for (const { text, line } of splitter.end()) read(text, line, sink);
    },
  };
}
