import { basename } from 'node:path';
import type { FlowTotals } from '../../collectors/flows/conversation.ts';
import { openConversations } from '../../collectors/flows/conversations.ts';
import type { FlowSink } from '../../collectors/flows/flow-format.ts';
import { writeSummary } from '../../collectors/flows/summary-text.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import type { FlowFileLog } from './find-flow-format.ts';
import { readFlowLog } from './read-log.ts';

/** What is kept of a log, and what it came to. */
export interface LogSummary {
  readonly text: string;
  readonly totals: FlowTotals;
  readonly conversations: number;
}

/** When to stop, and whom to tell how far it is. */
export interface Summing {
  readonly signal?: AbortSignal;
  /** Told often how many records were read. */
  readonly counted?: (records: number) => void;
}

/**
 * Reads a log and sums it up; see `writeSummary` for the text.
 * @throws where the file cannot be read, or the signal says stop
 */
export async function summarizeLog(log: FlowFileLog, { signal, counted }: Summing = {}): Promise<LogSummary> {
  const table = openConversations();
  let records = 0;
  const sink: FlowSink = {
    flow(fact, record) {
      records += 1;
      table.flow(fact, record);
    },
    skip: table.skip.bind(table),
    other: table.other.bind(table),
  };
  const sha256 = (await readFlowLog(log, sink, { signal, ready: async () => counted?.(records) })) ?? '';
  const summary = table.summary();
  const text = redactSecrets(writeSummary({ file: basename(log.path), sha256, format: log.format.id }, summary));
  return { text, totals: summary.totals, conversations: summary.conversations.length };
}
