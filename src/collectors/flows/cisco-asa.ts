import { readInteger } from '../../text/scan.ts';
import type { FlowFormat, FlowReader } from './flow-format.ts';
import type { RawFlow } from './make-flow.ts';
import { sendFlow } from './send-flow.ts';
import { readSyslogHead } from './syslog-head.ts';

const message = /%(?:ASA|FTD|PIX)-(?:\w{1,20}-)?\d-(\d{6}): /;
/** `outside:203.0.113.5/443 (203.0.113.5/443)`: interface, address, port, and what it is translated to. */
const end = '[^\\s:/]{1,64}:([\\da-fA-F.:]{2,45})/(\\d{1,5})';
const mapped = '(?: \\(([\\da-fA-F.:]{2,45})/\\d{1,5}\\))?';
const user = '(?:\\([^)]{0,128}\\))?';
const built = new RegExp(
  `^Built (inbound|outbound) (TCP|UDP|SCTP) connection \\d{1,20} for ${end}${mapped}${user} to ${end}${mapped}`,
);
const torn = new RegExp(`^Teardown (TCP|UDP|SCTP) connection \\d{1,20} for ${end}${user} to ${end}`);
const tornBytes = / bytes (\d{1,15})(?:\s|$)/;
const denied = new RegExp(`^Deny (tcp|udp|sctp) src ${end}${user} dst ${end}`, 'i');
const plain = '([\\da-fA-F.:]{2,45})/(\\d{1,5})';
const refused = new RegExp(`^(?:Inbound (TCP) connection denied|Deny inbound (UDP)) from ${plain} to ${plain}`);
const listed =
  /^access-list \S{1,241} (permitted|denied|est-allowed) (tcp|udp|sctp) [^\s/]{1,64}\/([\da-fA-F.:]{2,45})\((\d{1,5})\)(?:\([^)]{0,128}\))? -> [^\s/]{1,64}\/([\da-fA-F.:]{2,45})\((\d{1,5})\)/;

type Said = Omit<RawFlow, 'line' | 'exporter' | 'firstSeen' | 'lastSeen'>;
type Ends = Pick<RawFlow, 'source' | 'sourcePort' | 'destination' | 'destinationPort'>;

const ends = (source?: string, sourcePort?: string, destination?: string, destinationPort?: string): Ends => ({
  source,
  sourcePort,
  destination,
  destinationPort,
});

/** 302013, 302015: of an inbound connection the first end began it, of an outbound one the second. */
function readBuilt(text: string): Said | undefined {
  const [whole, way, protocol, first, firstPort, firstMapped, second, secondPort, secondMapped] = built.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const inbound = way === 'inbound';
  const tuple = inbound ? ends(first, firstPort, second, secondPort) : ends(second, secondPort, first, firstPort);
  return { protocol, ...tuple, initiator: 'source', verdict: 'accepted', through: [firstMapped, secondMapped] };
}

/** 302014, 302016: what was built is over; it counts the bytes and does not tell who began. */
function readTorn(text: string): Said | undefined {
  const [whole, protocol, ...tuple] = torn.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const bytes = readInteger(tornBytes.exec(text)?.[1]);
  return { protocol, ...ends(...tuple), verdict: 'accepted', ...(bytes === undefined ? {} : { bytes }) };
}

/** 106023: an access list denied a packet; 106001, 106006: there was no rule. */
function readDenied(text: string): Said | undefined {
  const [whole, protocol, ...tuple] = denied.exec(text) ?? [];
  if (whole !== undefined) return { protocol, ...ends(...tuple), verdict: 'rejected' };
  const [refusal, tcp, udp, ...others] = refused.exec(text) ?? [];
  return refusal === undefined ? undefined : { protocol: tcp ?? udp, ...ends(...others), verdict: 'rejected' };
}

/** 106100: a rule of an access list that logs, for connections in the direction they are opened. */
function readListed(text: string): Said | undefined {
  const [whole, what, protocol, ...tuple] = listed.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { protocol, ...ends(...tuple), initiator: 'source', verdict: what === 'denied' ? 'rejected' : 'accepted' };
}

const readers: ReadonlyMap<string, (text: string) => Said | undefined> = new Map([
  ['302013', readBuilt],
  ['302015', readBuilt],
  ['302014', readTorn],
  ['302016', readTorn],
  ['106023', readDenied],
  ['106001', readDenied],
  ['106006', readDenied],
  ['106100', readListed],
]);

/** Messages of Cisco ASA and Firepower about connections ("Cisco Secure Firewall ASA Series Syslog Messages"). */
function open(): FlowReader {
  return (text, line, sink) => {
    const [head, id = ''] = message.exec(text) ?? [];
    const read = readers.get(id);
    if (head === undefined || read === undefined) {
      if (text.trim() !== '') sink.other();
      return;
    }
    const said = read(text.slice(text.indexOf(head) + head.length));
    if (said === undefined) {
      if (/ icmp /i.test(text)) sink.other();
      else sink.skip(line, text, 'not as this message is written');
      return;
    }
    const { at, host } = readSyslogHead(text);
    sendFlow({ line, ...said, exporter: host, ...(at === undefined ? {} : { firstSeen: at, lastSeen: at }) }, text, sink);
  };
}

export const ciscoAsa: FlowFormat = {
  id: 'cisco-asa-log',
  family: 'cisco-asa-log',
  title: 'connections in the log of a Cisco ASA',
  example: 'syslog with %ASA-6-302013',
  unit: 'lines',
  recognise: (head) => (/%(?:ASA|FTD|PIX)-(?:\w{1,20}-)?\d-\d{6}: /.test(head) ? 88 : 0),
  open,
};
