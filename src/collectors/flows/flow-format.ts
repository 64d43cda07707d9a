import type { FlowFact } from '../../model/flow-fact.ts';
import type { TextFormat } from '../../model/text-format.ts';

/** Where the records of a log go, one by one. */
export interface FlowSink {
  /** @param record the text it was read from */
  flow(fact: FlowFact, record: string): void;
  /** What could not be read. */
  skip(line: number, text: string, reason: string): void;
  /** A record of something that is no conversation between two ports: no data, ICMP, an event of another kind. */
  other(): void;
}

/** Reads one line or one JSON object of a log. Never throws. */
export type FlowReader = (text: string, line: number, sink: FlowSink) => void;

/** A log of flows, read piece by piece: it may be larger than the memory. */
export interface FlowFormat extends Pick<TextFormat, 'id' | 'family' | 'title' | 'example' | 'recognise'> {
  /** What one piece is: a line, or one object of JSON (lines, an array, or what `{"records": […]}` holds). */
  readonly unit: 'lines' | 'objects';
  /** A reader for one file: what its header said is kept between the lines. */
  open(): FlowReader;
}
