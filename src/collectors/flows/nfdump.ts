import { cellsOf, readCells, readColumns } from './csv-columns.ts';
import type { FlowFormat, FlowReader, FlowSink } from './flow-format.ts';
import { readObject } from './read-object.ts';
import { sendFlow } from './send-flow.ts';
import { fromDateTime, initiatorOf, sumOf, textOf, wholeNumber } from './values.ts';

/** A field by any of the names it has had. */
type Field = (...names: readonly string[]) => string | undefined;

const accepted = 1;
const dropped = 2;

/** forwardingStatus (RFC 7270, 4.12): the two highest bits of eight say forwarded, dropped or consumed. */
function verdictOf(field: Field): 'accepted' | 'rejected' | undefined {
  const event = field('event', 'fw_event')?.toUpperCase();
  if (event === 'DENIED' || event === 'DENY') return 'rejected';
  const status = (wholeNumber(field('fwd', 'fwdstatus', 'fwd_status')) ?? 0) >> 6;
  if (status === dropped) return 'rejected';
  return status === accepted ? 'accepted' : undefined;
}

/**
 * Flags seen over the whole flow, `...AP.SF`. An asker's SYN without any ACK is a try; with ACK nothing tells who began, because both
 * ends sent both.
 */
function startOf(flags: string | undefined): { readonly initiator?: 'source'; readonly unanswered?: true } {
  if (flags === undefined || !/^[.UAPRSFCEWN]{6,9}$/.test(flags)) return {};
  return initiatorOf(flags.includes('S'), flags.includes('A')) === 'source' ? { initiator: 'source', unanswered: true } : {};
}

function sendRecord(field: Field, text: string, line: number, sink: FlowSink): void {
  const verdict = verdictOf(field);
  const packets = sumOf(wholeNumber(field('ipkt', 'in_packets', 'packets')), wholeNumber(field('opkt', 'out_packets')));
  const bytes = sumOf(wholeNumber(field('ibyt', 'in_bytes', 'bytes')), wholeNumber(field('obyt', 'out_bytes')));
  const firstSeen = fromDateTime(field('ts', 'firstseen', 't_first', 'first'));
  const lastSeen = fromDateTime(field('te', 'lastseen', 't_last', 'last')) ?? firstSeen;
  const raw = {
    line,
    protocol: field('pr', 'proto'),
    source: field('sa', 'srcaddr', 'src4_addr', 'src6_addr', 'src_addr'),
    sourcePort: field('sp', 'srcport', 'src_port'),
    destination: field('da', 'dstaddr', 'dst4_addr', 'dst6_addr', 'dst_addr'),
    destinationPort: field('dp', 'dstport', 'dst_port'),
    exporter: field('ra', 'ip4_router', 'ip6_router', 'router'),
    ...startOf(field('flg', 'flags', 'tcp_flags')),
    ...(verdict === undefined ? {} : { verdict }),
    ...(packets === undefined ? {} : { packets }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
  sendFlow(raw, text, sink);
}

const csvHeader = /^(?:ts,te,td,sa,da,sp,dp,pr,|(?=.{0,400}\bsrcAddr,)(?=.{0,400}\bdstAddr,)firstSeen,)/m;

/** `-o csv` of nfdump: 48 columns of short names (1.6), or names like `srcAddr` (1.7); behind the table comes a summary. */
function openCsv(): FlowReader {
  let columns: ReadonlyMap<string, number> | undefined;
  return (text, line, sink) => {
    const trimmed = text.trim();
    if (trimmed === '') return;
    if (csvHeader.test(text)) columns = readColumns(text);
    else if (trimmed === 'Summary' || trimmed.startsWith('No matched flows')) columns = new Map();
    else if (columns === undefined) sink.skip(line, text, 'there is no header line before it');
    else if (columns.size > 0) sendRecord(cellsOf(columns, readCells(text)), text, line, sink);
  };
}

const openJson = (): FlowReader => (text, line, sink) => {
  const record = readObject(text, line, sink);
  if (record === undefined) return;
  const field: Field = (...names) => names.map((name) => textOf(record[name])).find((value) => value !== undefined);
  if (field('type') !== undefined && field('type') !== 'FLOW' && field('event') === undefined) sink.other();
  else sendRecord(field, text, line, sink);
};

const family = 'nfdump';

/** Tables of nfdump(1), output format csv. */
export const nfdumpCsv: FlowFormat = {
  id: 'nfdump-csv',
  family,
  title: 'NetFlow, IPFIX and sFlow records of nfdump, CSV',
  example: 'TZ=UTC nfdump -r nfcapd.202611211000 -o csv',
  unit: 'lines',
  recognise: (head) => (csvHeader.test(head) ? 94 : 0),
  open: openCsv,
};

/** Records of nfdump(1), output format json. */
export const nfdumpJson: FlowFormat = {
  id: 'nfdump-json',
  family,
  title: 'the same as JSON',
  example: 'TZ=UTC nfdump -r nfcapd.202611211000 -o json',
  unit: 'objects',
  recognise: (head) => (/"(?:src4_addr|src6_addr|src_addr)"\s{0,9}:/.test(head) && head.includes('"in_packets"') ? 94 : 0),
  open: openJson,
};
