import { objectField } from '../../text/json-objects.ts';
import { type Cell, cellsOf, readCells, readColumns } from './csv-columns.ts';
import type { FlowFormat, FlowReader, FlowSink } from './flow-format.ts';
import { readObject } from './read-object.ts';
import { sendFlow } from './send-flow.ts';
import { fromDateTime, textOf, wholeNumber } from './values.ts';

/** A field of `jsonPayload` by its path; of several the first that is there. */
type Field = (...paths: readonly string[]) => string | undefined;

const verdicts: Readonly<Record<string, 'accepted' | 'rejected'>> = { ALLOWED: 'accepted', DENIED: 'rejected' };

/**
 * One record: of VPC flow logs, where both ends may report the same flow (`reporter` tells which did), or of firewall rules
 * logging, which tells who asked and whether it was let through (`disposition`).
 */
function sendRecord(field: Field, text: string, line: number, sink: FlowSink): void {
  const source = field('connection.src_ip');
  if (source === undefined) {
    sink.other();
    return;
  }
  const verdict = verdicts[field('disposition') ?? ''];
  const [packets, bytes] = [wholeNumber(field('packets_sent')), wholeNumber(field('bytes_sent'))];
  const firstSeen = fromDateTime(field('start_time', 'timestamp'));
  const lastSeen = fromDateTime(field('end_time', 'timestamp')) ?? firstSeen;
  const raw = {
    line,
    protocol: field('connection.protocol'),
    source,
    sourcePort: field('connection.src_port'),
    destination: field('connection.dest_ip'),
    destinationPort: field('connection.dest_port'),
    exporter: field('reporter')?.toLowerCase(),
    ...(verdict === undefined ? {} : { verdict, initiator: 'source' as const }),
    ...(packets === undefined ? {} : { packets }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
  sendFlow(raw, text, sink);
}

/** `connection.src_ip` in the payload, also where an export put the payload on top; `timestamp` of the entry. */
function fieldOf(record: Readonly<Record<string, unknown>>): Field {
  const payload = record['jsonPayload'] === undefined ? record : objectField(record, 'jsonPayload');
  const connection = objectField(payload, 'connection');
  const read = (path: string): string | undefined => {
    if (path.startsWith('connection.')) return textOf(connection[path.slice('connection.'.length)]);
    return textOf(payload[path] ?? record[path]);
  };
  return (...paths) => paths.map(read).find((value) => value !== undefined);
}

const openJson = (): FlowReader => (text, line, sink) => {
  const record = readObject(text, line, sink);
  if (record !== undefined) sendRecord(fieldOf(record), text, line, sink);
};

/** Columns are called `jsonPayload.connection.src_ip` (Logs Explorer) or `jsonPayload_connection_src_ip`. */
function fieldOfCells(cell: Cell): Field {
  const read = (path: string): string | undefined => {
    const name = `jsonpayload.${path}`;
    return cell(name, name.replaceAll('.', '_'), path, path.replaceAll('.', '_'));
  };
  return (...paths) => paths.map(read).find((value) => value !== undefined);
}

const csvHeader = /(?:^|,)"?(?:jsonPayload[._])?connection[._]src_ip"?(?:,|\r?$)/im;

function openCsv(): FlowReader {
  let columns: ReadonlyMap<string, number> | undefined;
  return (text, line, sink) => {
    if (text.trim() === '') return;
    if (csvHeader.test(text)) columns = readColumns(text);
    else if (columns === undefined) sink.skip(line, text, 'there is no header line before it');
    else sendRecord(fieldOfCells(cellsOf(columns, readCells(text))), text, line, sink);
  };
}

const family = 'gcp-vpc-flow';

/** VPC flow logs of Google Cloud as JSON ("VPC Flow Logs records", `gcloud logging read --format json`, a sink to a bucket). */
export const gcpFlowJson: FlowFormat = {
  id: 'gcp-vpc-flow-json',
  family,
  title: 'VPC flow log or firewall rules log of Google Cloud, JSON',
  example: 'gcloud logging read … --format json',
  unit: 'objects',
  recognise: (head) => (/"src_ip"\s{0,9}:/.test(head) && /"dest_ip"\s{0,9}:/.test(head) ? 92 : 0),
  open: openJson,
};

/** The same as CSV, from the Logs Explorer or a table. */
export const gcpFlowCsv: FlowFormat = {
  id: 'gcp-vpc-flow-csv',
  family,
  title: 'the same as CSV',
  example: 'downloaded from the Logs Explorer',
  unit: 'lines',
  recognise: (head) => (csvHeader.test(head) ? 92 : 0),
  open: openCsv,
};
