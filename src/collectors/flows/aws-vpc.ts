import { readInteger, readWords } from '../../text/scan.ts';
import type { FlowFormat, FlowReader } from './flow-format.ts';
import { addressIn } from './make-flow.ts';
import { sendFlow } from './send-flow.ts';
import { fromSeconds, initiatorOf } from './values.ts';

/** Fields of version 2, in the order of the default format (Amazon VPC User Guide, "Flow log records"). */
const defaultFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const header = /(?:^|\s)(?:pkt[-_])?(?:srcaddr|dstaddr)(?:\s|$)/;
const row =
  /^(?:\d{4}-\d\d-\d\dT\S{1,24} )?[2-9] (?:\d{12}|unknown) eni-[0-9a-f]{1,17} [\da-fA-F.:-]{1,45} [\da-fA-F.:-]{1,45} /m;
const prefixed = /^\d{4}-\d\d-\d\dT/;
const synBit = 2;
const ackBit = 16;
const verdicts = { ACCEPT: 'accepted', REJECT: 'rejected' } as const;

type Columns = ReadonlyMap<string, number>;

const readHeader = (line: string): Columns =>
  new Map(readWords(line.toLowerCase().replaceAll('_', '-')).map((name, position) => [name, position]));

const isVerdict = (text: string | undefined): text is keyof typeof verdicts => text === 'ACCEPT' || text === 'REJECT';

/** `tcp-flags` has SYN (2) and, for an answer, SYN-ACK (18); what else came during the interval is added to it. */
function readFlags(text: string | undefined): 'source' | 'destination' | undefined {
  const flags = readInteger(text);
  return flags === undefined ? undefined : initiatorOf((flags & synBit) !== 0, (flags & ackBit) !== 0);
}

/**
 * AWS VPC flow logs: version 2 in the default order, any other format by its header line, fields in any order
 * ("Flow log records", Amazon VPC User Guide). Of a packet that came to or from a NAT or balancer interface the addresses
 * in the packet count (`pkt-srcaddr`, `pkt-dstaddr`), those of the interface are on the way. Exports of
 * CloudWatch Logs have a time before each record.
 */
function open(): FlowReader {
  let columns = readHeader(defaultFields);
  return (text, line, sink) => {
    if (text.trim() === '') return;
    if (header.test(text)) {
      columns = readHeader(text);
      return;
    }
    const words = readWords(text);
    const shift = words.length === columns.size + 1 && prefixed.test(words[0] ?? '') ? 1 : 0;
    const field = (name: string): string | undefined => {
      const position = columns.get(name);
      const value = position === undefined ? undefined : words[position + shift];
      return value === '-' ? undefined : value;
    };
    const status = field('log-status');
    if (status === 'NODATA' || status === 'SKIPDATA') {
      sink.other();
      return;
    }
    if (words.length < columns.size) {
      sink.skip(line, text, 'not as many fields as the header says');
      return;
    }
    const [source, destination] = [field('srcaddr'), field('dstaddr')];
    const [packetSource, packetDestination] = [addressIn(field('pkt-srcaddr')), addressIn(field('pkt-dstaddr'))];
    const initiator = readFlags(field('tcp-flags'));
    const action = field('action');
    const [packets, bytes] = [readInteger(field('packets')), readInteger(field('bytes'))];
    const [firstSeen, lastSeen] = [fromSeconds(readInteger(field('start'))), fromSeconds(readInteger(field('end')))];
    const raw = {
      line,
      protocol: field('protocol'),
      source: packetSource ?? source,
      sourcePort: field('srcport'),
      destination: packetDestination ?? destination,
      destinationPort: field('dstport'),
      through: packetSource === undefined && packetDestination === undefined ? [] : [source, destination],
      exporter: field('interface-id'),
      ...(initiator === undefined ? {} : { initiator }),
      ...(isVerdict(action) ? { verdict: verdicts[action] } : {}),
      ...(packets === undefined ? {} : { packets }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(firstSeen === undefined ? {} : { firstSeen }),
      ...(lastSeen === undefined ? {} : { lastSeen }),
    };
    sendFlow(raw, text, sink);
  };
}

const headerLine =
  /^(?=.{0,2000}\b(?:pkt-)?srcaddr\b)(?=.{0,2000}\b(?:pkt-)?dstaddr\b)[a-z][a-z0-9-]{1,40}(?: [a-z][a-z0-9-]{1,40}){3,60}\r?$/m;

export const awsVpcFlow: FlowFormat = {
  id: 'aws-vpc-flow',
  family: 'aws-vpc-flow',
  title: 'flow log of an AWS VPC, any version, also .gz and Parquet',
  example: 'aws s3 cp --recursive s3://…/vpcflowlogs/ .',
  unit: 'lines',
  recognise: (head) => (headerLine.test(head) ? 95 : row.test(head) ? 90 : 0),
  open,
};
