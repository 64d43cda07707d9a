import type { FlowFormat, FlowReader } from './flow-format.ts';
import { readPairs } from './key-values.ts';
import { sendFlow } from './send-flow.ts';
import { fromDateTime, fromSeconds, sumOf, wholeNumber } from './values.ts';

const rejecting: ReadonlySet<string> = new Set(['deny', 'blocked', 'block', 'drop', 'dropped']);
const secondDigits = 10;

type Pairs = ReadonlyMap<string, string>;

/** `eventtime` in seconds or, since FortiOS 6.2, nanoseconds; else date and time with the zone the device tells. */
function timeOf(pairs: Pairs): string | undefined {
  const stamp = wholeNumber(pairs.get('eventtime')?.slice(0, secondDigits));
  const [date, time, zone = ''] = [pairs.get('date'), pairs.get('time'), pairs.get('tz')];
  return fromSeconds(stamp) ?? fromDateTime(`${date}T${time}${zone}`);
}

/** `trandisp` says which end was translated: of `dnat` the address in `tranip` is the real server. */
function endsOf(pairs: Pairs) {
  const isDnat = pairs.get('trandisp')?.includes('dnat') === true && pairs.has('tranip');
  return {
    source: pairs.get('srcip'),
    sourcePort: pairs.get('srcport'),
    destination: isDnat ? pairs.get('tranip') : pairs.get('dstip'),
    destinationPort: isDnat ? (pairs.get('tranport') ?? pairs.get('dstport')) : pairs.get('dstport'),
    through: [isDnat ? pairs.get('dstip') : undefined, pairs.get('transip')],
  };
}

/**
 * Traffic logs of FortiGate ("FortiOS Log Message Reference", type traffic). The source is the client of the session; a session
 * that ended in any way was let through.
 */
function open(): FlowReader {
  return (text, line, sink) => {
    if (text.trim() === '') return;
    const pairs = readPairs(text);
    if (pairs.get('type') !== 'traffic') {
      if (pairs.has('logid')) sink.other();
      else sink.skip(line, text, 'not a line of a log');
      return;
    }
    const seen = timeOf(pairs);
    const packets = sumOf(wholeNumber(pairs.get('sentpkt')), wholeNumber(pairs.get('rcvdpkt')));
    const bytes = sumOf(wholeNumber(pairs.get('sentbyte')), wholeNumber(pairs.get('rcvdbyte')));
    const raw = {
      line,
      protocol: pairs.get('proto'),
      ...endsOf(pairs),
      exporter: pairs.get('devname') ?? pairs.get('devid'),
      initiator: 'source',
      verdict: rejecting.has(pairs.get('action') ?? '') ? 'rejected' : 'accepted',
      ...(packets === undefined ? {} : { packets }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(seen === undefined ? {} : { firstSeen: seen, lastSeen: seen }),
    } as const;
    sendFlow(raw, text, sink);
  };
}

export const fortigate: FlowFormat = {
  id: 'fortigate-traffic',
  family: 'fortigate-traffic',
  title: 'traffic log of a FortiGate',
  example: 'syslog, or a download of the log',
  unit: 'lines',
  recognise: (head) => (/\btype="?traffic"? /.test(head) && /\bsrcip=/.test(head) ? 90 : 0),
  open,
};
