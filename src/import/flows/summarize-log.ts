import { basename } from 'node:path';
import type { FlowTotals } from '../../collectors/flows/conversation.ts';
import { openConversations } from '../../collectors/flows/conversations.ts';
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

/**
 * Reads a log and sums it up; see `writeSummary` for the text.
 * @throws where the file cannot be read, or the signal says stop
 */
export async function summarizeLog(log: FlowFileLog, signal?: AbortSignal): Promise<LogSummary> {
  const table = openConversations();
  const sink = {
    flow: table.flow.bind(table),
    skip: table.skip.bind(table),
    other: table.other.bind(table),
  };
  const sha256 = (await readFlowLog(log, sink, { signal })) ?? '';
  const summary = table.summary();
  const text = redactSecrets(writeSummary({ file: basename(log.path), sha256, format: log.format.id }, summary));
  return { text, totals: summary.totals, conversations: summary.conversations.length };
}
