import { createReadStream } from 'node:fs';
import type { FlowSink } from '../../collectors/flows/flow-format.ts';
import { openFlows } from '../../collectors/flows/read-flows.ts';
import type { FlowLog } from './find-flow-format.ts';
import { hashFile, streamLog } from './open-log.ts';
import { streamParquet } from './parquet-log.ts';

/** When to stop, and when to go on. */
export interface ReadPace {
  readonly signal?: AbortSignal | undefined;
  /** Asked after each portion: reading goes on when the records of it have gone where they go. */
  readonly ready?: () => Promise<void>;
}

/**
 * Gives every record of a log to a sink, in constant memory.
 * @returns SHA-256 of the log as it is; nothing of one that came damaged through a pipe
 * @throws where the file cannot be read, or the signal says stop
 */
export async function readFlowLog(log: FlowLog, sink: FlowSink, { signal, ready }: ReadPace = {}): Promise<string | undefined> {
  const { format, packing } = log;
  const path = 'path' in log ? log.path : undefined;
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
  if (packing === 'parquet') {
    if (path === undefined) throw new Error('Parquet is read from a file only, not through a pipe');
    await streamParquet(path, push, signal);
    stream.end();
    return hashFile(path);
  }
  const end = await streamLog('bytes' in log ? log.bytes : createReadStream(log.path), packing, push, signal);
  stream.end();
  if ('sha256' in end) return end.sha256;
  sink.skip(line, '', `the compressed data is damaged or cut off here (${end.damaged})`);
  return path === undefined ? undefined : hashFile(path);
}
