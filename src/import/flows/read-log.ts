import type { FlowSink } from '../../collectors/flows/flow-format.ts';
import { openFlows } from '../../collectors/flows/read-flows.ts';
import type { FlowLog } from './find-flow-format.ts';
import { hashFile, type LogEnd, streamLog } from './open-log.ts';
import { streamParquet } from './parquet-log.ts';

/** When to stop, and when to go on. */
export interface ReadPace {
  readonly signal?: AbortSignal | undefined;
  /** Asked after each portion: reading goes on when the records of it have gone where they go. */
  readonly ready?: () => Promise<void>;
}

/**
 * Gives every record of a log to a sink, in constant memory.
 * @returns SHA-256 of the file as it is
 * @throws where the file cannot be read, or the signal says stop
 */
export async function readFlowLog(log: FlowLog, sink: FlowSink, { signal, ready }: ReadPace = {}): Promise<string> {
  const { path, format, packing } = log;
  let line = 1;
  const counted: FlowSink = {
    ...sink,
    flow(fact, record) {
      line = fact.line ?? line;
      sink.flow(fact, record);
    },
  };
  const stream = openFlows(format, counted);
  const push = async (text: string): Promise<void> => {
    stream.push(text);
    await ready?.();
  };
  const end = async (): Promise<LogEnd> => {
    if (packing !== 'parquet') return streamLog(path, packing, push, signal);
    await streamParquet(path, push, signal);
    return { sha256: await hashFile(path) };
  };
  const { sha256, damaged } = await end();
  stream.end();
  if (damaged !== undefined) sink.skip(line, '', `the compressed data is damaged or cut off here (${damaged})`);
  return sha256;
}
