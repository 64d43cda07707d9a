import type { Endpoint } from '../../model/endpoint.ts';
import type { Conversation, FlowSummary } from './conversation.ts';

/** The log a summary is of. */
export interface SummaryOf {
  /** Name of the file, without its directory. */
  readonly file: string;
  /** Of the file as it was sent, compressed if it was. */
  readonly sha256: string;
  /** Id of its format. */
  readonly format: string;
}

export const summaryStart = 'map.flows 1';
export const summaryColumns = [
  'protocol',
  'source',
  'sourcePort',
  'destination',
  'destinationPort',
  'initiator',
  'verdict',
  'answer',
  'through',
  'exporter',
  'records',
  'packets',
  'bytes',
  'first',
  'last',
  'where',
  'record',
] as const;

const separator = '\t';
const blank = 32;
const del = 127;

/** One line without tabs: control characters of a record become blanks. */
function cell(value: string | number | undefined): string {
  if (value === undefined || value === '') return '-';
  const text = String(value);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < blank || code === del) return [...text].map((one) => (one < ' ' || one === '\x7f' ? ' ' : one)).join('');
  }
  return text;
}

const address = ({ address: text }: Endpoint): string | undefined => text;

function rowOf(row: Conversation, file: string): string {
  const { protocol, source, destination, initiator, verdict, unanswered, through, exporter, records } = row;
  const { packets, bytes, firstSeen, lastSeen, line, record } = row;
  const answer = unanswered === true ? 'none' : undefined;
  const ends = [address(source), source.port, address(destination), destination.port];
  const counts = [records, packets, bytes, firstSeen, lastSeen];
  return [protocol, ...ends, initiator, verdict, answer, through?.join(','), exporter, ...counts, `${file}:${line}`, record]
    .map(cell)
    .join(separator);
}

/**
 * The evidence that is kept of a log of flows: a line `map.flows 1`, a line of JSON (which file, and the totals), a line of column
 * names, then a line a conversation, tab-separated and sorted, `-` for what is not known; `where` is
 * the file and the line of the first record, and that record is what the row ends with. The same log gives the same bytes.
 */
export function writeSummary({ file, sha256, format }: SummaryOf, { totals, conversations }: FlowSummary): string {
  const head = JSON.stringify({ file, sha256, format, ...totals, conversations: conversations.length });
  const rows = conversations.map((row) => rowOf(row, file)).sort();
  return [summaryStart, head, summaryColumns.join(separator), ...rows, ''].join('\n');
}
