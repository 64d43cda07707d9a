import type { DatagramCounts } from '../../model/fact.ts';
import type { FlowFact } from '../../model/flow-fact.ts';

/**
 * Flows of one kind between two ends, summed up. A port that varied is absent, and the address of the internet where many of it tried the same.
 * Counters are multiplied by the sampling rate already, and an exporter may change it: it is no part of a conversation.
 */
export interface Conversation extends Omit<FlowFact, 'line' | 'fact' | 'sampling'> {
  readonly records: number;
  /** Where the first of its records stands in the log, and its text, at most 300 characters. */
  readonly line: number;
  readonly record: string;
}

/** What a log came to. */
export interface FlowTotals {
  /** Records of flows. */
  readonly records: number;
  /** Of those, what a filter did not let pass. */
  readonly rejected: number;
  /** Records of something else: no data, ICMP, other events. */
  readonly other: number;
  /** Lines or objects that could not be read. */
  readonly skipped: number;
  readonly firstSkipped?: { readonly line: number; readonly text: string; readonly reason: string };
  /** What there was no room for: conversations with the fewest records, counted again where one came again. */
  readonly notKept: { readonly conversations: number; readonly records: number };
  /** One in how many packets was looked at, at most, by exporter; only of those that sample. */
  readonly sampling?: Readonly<Record<string, number>>;
  /** Of what was received and not read from a file: what became of the datagrams. */
  readonly datagrams?: DatagramCounts;
  /** Of the records that told a time. */
  readonly first?: string;
  readonly last?: string;
}

export interface FlowSummary {
  readonly totals: FlowTotals;
  /** In no order. */
  readonly conversations: readonly Conversation[];
}
