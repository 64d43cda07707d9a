import { type Cell, cellsOf, readCells, readColumns } from './csv-columns.ts';
import type { FlowFormat, FlowReader, FlowSink } from './flow-format.ts';
import { addressIn } from './make-flow.ts';
import { sendFlow } from './send-flow.ts';
import { fromDateTime, wholeNumber } from './values.ts';

/** Fields of a TRAFFIC line as sent to syslog, up to those that are used (PAN-OS Administrator's Guide, "Traffic Log Fields"). */
const syslogFields =
  'domain,receive time,serial #,type,threat/content type,config version,generate time,source address,destination address,nat source ip,nat destination ip,rule,source user,destination user,application,virtual system,source zone,destination zone,inbound interface,outbound interface,log action,time logged,session id,repeat count,source port,destination port,nat source port,nat destination port,flags,ip protocol,action,bytes,bytes sent,bytes received,packets,start time,elapsed time (sec)';
const lineStart = /(?:^|[\s>])(\d{0,3}),(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d),([\w-]{1,32}),TRAFFIC,/m;
const header = /^"?Domain"?,"?Receive Time"?,.{0,1500}\bSource address\b/i;

/** The real server is the one the firewall translated to; the address callers use is on the way. */
function destinationOf(cell: Cell) {
  const translated = addressIn(cell('nat destination ip'));
  const [destination, port] = [cell('destination address'), cell('destination port')];
  if (translated === undefined) return { destination, destinationPort: port, through: [cell('nat source ip')] };
  const translatedPort = cell('nat destination port');
  return {
    destination: translated,
    destinationPort: translatedPort === undefined || translatedPort === '0' ? port : translatedPort,
    through: [destination, cell('nat source ip')],
  };
}

function sendRecord(cell: Cell, text: string, line: number, sink: FlowSink): void {
  if (cell('type')?.toUpperCase() !== 'TRAFFIC') {
    sink.other();
    return;
  }
  const firstSeen = fromDateTime(cell('start time')) ?? fromDateTime(cell('generate time'));
  const lastSeen = fromDateTime(cell('generate time')) ?? firstSeen;
  const [packets, bytes] = [wholeNumber(cell('packets')), wholeNumber(cell('bytes'))];
  const raw = {
    line,
    protocol: cell('ip protocol'),
    source: cell('source address'),
    sourcePort: cell('source port'),
    ...destinationOf(cell),
    exporter: cell('serial #'),
    initiator: 'source',
    verdict: /^(?:deny|drop|reset)/.test(cell('action') ?? '') ? 'rejected' : 'accepted',
    ...(packets === undefined ? {} : { packets }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  } as const;
  sendFlow(raw, text, sink);
}

/** Traffic logs of PAN-OS: sent to syslog in the default order, or exported with a header line. */
function open(): FlowReader {
  const syslog = readColumns(syslogFields);
  let exported: ReadonlyMap<string, number> | undefined;
  return (text, line, sink) => {
    if (text.trim() === '') return;
    if (header.test(text)) {
      exported = readColumns(text);
      return;
    }
    const found = exported === undefined ? lineStart.exec(text) : undefined;
    if (found === null) {
      if (/,(?:THREAT|SYSTEM|CONFIG|USERID),/.test(text)) sink.other();
      else sink.skip(line, text, 'not a line of a traffic log');
      return;
    }
    const body = found === undefined ? text : text.slice(found.index).trimStart();
    sendRecord(cellsOf(exported ?? syslog, readCells(body)), text, line, sink);
  };
}

export const panOs: FlowFormat = {
  id: 'pan-os-traffic',
  family: 'pan-os-traffic',
  title: 'traffic log of a Palo Alto firewall',
  example: 'syslog, or Monitor > Logs > Traffic > Export to CSV',
  unit: 'lines',
  recognise: (head) => (lineStart.test(head) || header.test(head) ? 90 : 0),
  open,
};
