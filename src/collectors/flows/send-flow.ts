import type { FlowSink } from './flow-format.ts';
import { makeFlow, type RawFlow } from './make-flow.ts';

/** Gives a record to the sink as what it is; `text` is where it was read from. */
export function sendFlow(raw: RawFlow, text: string, sink: FlowSink): void {
  const flow = makeFlow(raw);
  if (flow === undefined) sink.skip(raw.line, text, 'no flow with two addresses and ports');
  else if (flow === 'other') sink.other();
  else sink.flow(flow, text);
}
