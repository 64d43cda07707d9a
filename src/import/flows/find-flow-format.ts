import { statSync } from 'node:fs';
import type { FlowFormat } from '../../collectors/flows/flow-format.ts';
import { flowFormats } from '../../collectors/flows/registry.ts';
import { recogniseFormat } from '../../collectors/texts/choose-format.ts';
import { type LogHead, type Packing, peekLog, readLogHead } from './open-log.ts';

/** How to read a log of flows. */
export interface FlowReading {
  readonly format: FlowFormat;
  readonly packing: Packing;
}

/** A log of flows in a file. */
export interface FlowFileLog extends FlowReading {
  readonly path: string;
}

/** One in a file, or one that comes through a pipe. */
export type FlowLog = FlowFileLog | (FlowReading & { readonly bytes: AsyncIterable<Buffer> });

const byId = new Map(flowFormats.map((format) => [format.id, format]));

function chooseAmong(named: readonly FlowFormat[], head: string): FlowFormat | undefined {
  const scored = named.map((format) => ({ format, score: format.recognise(head) }));
  const best = scored.reduce(
    (one, other) => (other.score > one.score ? other : one),
    scored[0] ?? { format: undefined, score: 0 },
  );
  return best.format;
}

function readingOf({ packing, text }: LogHead, name: string): FlowReading | undefined {
  if (packing === 'parquet') {
    const format = byId.get('aws-vpc-flow');
    return format !== undefined && (name === 'auto' || name === format.id) ? { format, packing } : undefined;
  }
  const named = flowFormats.filter(({ id, family }) => id === name || family === name);
  const format = name === 'auto' ? byId.get(recogniseFormat(text)?.id ?? '') : chooseAmong(named, text);
  return format === undefined ? undefined : { format, packing };
}

/** How to read what begins with these octets (`headOctets` of them where there are so many), if it is a log of flows; see `findFlowLog`. */
export const recogniseFlows = (head: Buffer, name: string): FlowReading | undefined => readingOf(readLogHead(head), name);

/**
 * How to read a file, if it is a log of flows: by the format it is said to be of, else (`auto`) by its beginning. Parquet is
 * what AWS writes. Undefined for anything else, also for what cannot be opened, and for a pipe or a device: looking at its beginning
 * would wait for it, and take it away.
 */
export function findFlowLog(path: string, name: string): FlowFileLog | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    const reading = readingOf(peekLog(path), name);
    return reading === undefined ? undefined : { path, ...reading };
  } catch {
    return undefined;
  }
}
