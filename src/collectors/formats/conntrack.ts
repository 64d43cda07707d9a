import type { Endpoint, SocketState } from '../../model/endpoint.ts';
import type { Fact } from '../../model/fact.ts';
import type { TrackedFact } from '../../model/translation-fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger, readWords } from '../../text/scan.ts';

/**
 * States of the connection trackers of the kernel (net/netfilter/nf_conntrack_proto_tcp.c, _sctp.c, _dccp.c). What is
 * no state of a socket (NONE, SYN_SENT2 beside it) is mapped where it means one, else left out.
 */
const states: ReadonlyMap<string, SocketState> = new Map([
  ['SYN_SENT', 'syn-sent'],
  ['SYN_SENT2', 'syn-sent'],
  ['SYN_RECV', 'syn-recv'],
  ['ESTABLISHED', 'established'],
  ['FIN_WAIT', 'fin-wait-1'],
  ['CLOSE_WAIT', 'close-wait'],
  ['LAST_ACK', 'last-ack'],
  ['TIME_WAIT', 'time-wait'],
  ['CLOSE', 'closed'],
  ['CLOSED', 'closed'],
  ['COOKIE_WAIT', 'syn-sent'],
  ['COOKIE_ECHOED', 'syn-recv'],
  ['SHUTDOWN_SENT', 'fin-wait-1'],
  ['SHUTDOWN_RECD', 'close-wait'],
  ['SHUTDOWN_ACK_SENT', 'last-ack'],
  ['REQUEST', 'syn-sent'],
  ['RESPOND', 'syn-recv'],
  ['PARTOPEN', 'syn-recv'],
  ['OPEN', 'established'],
  ['CLOSEREQ', 'close-wait'],
  ['CLOSING', 'closing'],
  ['TIMEWAIT', 'time-wait'],
]);

const tracked: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'dccp']);
/** What `conntrack -E` prints in front: a time (`-o timestamp`) and what happened. */
const event = /^(?:\[\d{1,12}\.\d{1,9}\s{0,9}\])?\s{0,9}\[(?:NEW|UPDATE|DESTROY)\]\s{1,9}/;
/** `tcp 6 431995 …` or, `-o extended` and /proc, `ipv4 2 tcp 6 431995 …`; the timeout is missing of what is dying. */
const row = /^(?:ipv[46]\s{1,9}\d{1,2}\s{1,9})?([a-z][a-z0-9-]{0,15})\s{1,9}\d{1,3}\s/;
/** Also printed where standard error is kept: the tool's own summary. */
const summary = /^conntrack v\S{1,20} \(conntrack-tools\): /;

/** One direction: src, dst, sport, dport. */
interface Tuple {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

interface Draft {
  state?: SocketState;
  unreplied?: true;
  bytes?: number;
  /** `src`, `dst`, `sport`, `dport` in the order they came: first the asker's, then the answer's. */
  readonly values: Record<'src' | 'dst' | 'sport' | 'dport', string[]>;
}

type Key = keyof Draft['values'];
const isKey = (key: string): key is Key => key === 'src' || key === 'dst' || key === 'sport' || key === 'dport';

function readField(draft: Draft, word: string): void {
  const equals = word.indexOf('=');
  if (equals === -1) {
    if (word === '[UNREPLIED]') draft.unreplied = true;
    else draft.state ??= states.get(word) as SocketState;
    return;
  }
  const key = word.slice(0, equals);
  if (isKey(key)) draft.values[key].push(word.slice(equals + 1));
  else if (key === 'bytes') {
    const bytes = readInteger(word.slice(equals + 1));
    if (bytes !== undefined) draft.bytes = (draft.bytes ?? 0) + bytes;
  }
}

function readEnd(addressText: string | undefined, portText: string | undefined): Endpoint | undefined {
  const address = canonicalAddress(addressText ?? '');
  const port = readInteger(portText);
  if (address === undefined || address === '*' || port === undefined || port > 65_535) return undefined;
  return port === 0 ? { address } : { address, port };
}

function readTuple({ src, dst, sport, dport }: Draft['values'], at: 0 | 1): Tuple | undefined {
  const source = readEnd(src[at], sport[at]);
  const destination = readEnd(dst[at], dport[at]);
  return source === undefined || destination === undefined ? undefined : { source, destination };
}

function readRow(words: readonly string[], protocol: TrackedFact['protocol'], line: number): TrackedFact | undefined {
  const draft: Draft = { values: { src: [], dst: [], sport: [], dport: [] } };
  for (const word of words) readField(draft, word);
  const asked = readTuple(draft.values, 0);
  const answered = readTuple(draft.values, 1);
  if (asked === undefined || answered === undefined) return undefined;
  return {
    fact: 'tracked',
    line,
    protocol,
    ...(draft.state === undefined ? {} : { state: draft.state }),
    ...asked,
    replySource: answered.source,
    replyDestination: answered.destination,
    ...(draft.unreplied === undefined ? {} : { unreplied: true }),
    ...(draft.bytes === undefined ? {} : { bytes: draft.bytes }),
  };
}

/**
 * Connections the kernel tracks: `conntrack -L`, also `-o extended`, events of `conntrack -E`, /proc/net/nf_conntrack and the older
 * /proc/net/ip_conntrack (conntrack(8), net/netfilter/nf_conntrack_standalone.c). All that have ports are kept, translated or not:
 * the table knows who asked whom and shows datagram and short connections that no socket table does. What has no ports
 * (icmp, gre) is left out. `bytes` are those of both directions.
 */
export function parseConntrack(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: printed } of readLines(text)) {
    const line = printed.replace(event, '');
    const [head, protocol = ''] = row.exec(line) ?? [];
    if (head === undefined) {
      if (line.trim() !== '' && !summary.test(line)) list.skip(number, printed, 'not a tracked connection');
      continue;
    }
    if (!tracked.has(protocol)) continue;
    const fact = readRow(readWords(line.slice(head.length)), protocol as TrackedFact['protocol'], number);
    if (fact === undefined) list.skip(number, printed, 'not a tracked connection');
    else list.facts.push(fact);
  }
  return list.facts;
}
