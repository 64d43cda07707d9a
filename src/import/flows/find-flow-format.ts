import { statSync } from 'node:fs';
import type { FlowFormat } from '../../collectors/flows/flow-format.ts';
import { flowFormats } from '../../collectors/flows/registry.ts';
import { recogniseFormat } from '../../collectors/texts/choose-format.ts';
import { type Packing, peekLog } from './open-log.ts';

/** A log of flows and how to read it. */
export interface FlowLog {
  readonly path: string;
  readonly format: FlowFormat;
  readonly packing: Packing;
}

const byId = new Map(flowFormats.map((format) => [format.id, format]));

function chooseAmong(named: readonly FlowFormat[], head: string): FlowFormat | undefined {
  const scored = named.map((format) => ({ format, score: format.recognise(head) }));
  const best = scored.reduce(
    (one, other) => (other.score > one.score ? other : one),
    scored[0] ?? { format: undefined, score: 0 },
  );
  return best.format;
}

/**
 * How to read a file, if it is a log of flows: by the format it is said to be of, else (`auto`) by its beginning. Parquet is
 * what AWS writes. Undefined for anything else, also for what cannot be opened, and for a pipe or a device: looking at its beginning
 * would wait for it, and take it away.
 */
export function findFlowLog(path: string, name: string): FlowLog | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    const { packing, text } = peekLog(path);
    if (packing === 'parquet') {
      const format = byId.get('aws-vpc-flow');
      return format !== undefined && (name === 'auto' || name === format.id) ? { path, format, packing } : undefined;
    }
    const named = flowFormats.filter(({ id, family }) => id === name || family === name);
    const format = name === 'auto' ? byId.get(recogniseFormat(text)?.id ?? '') : chooseAmong(named, text);
    return format === undefined ? undefined : { path, format, packing };
  } catch {
    return undefined;
  }
}
