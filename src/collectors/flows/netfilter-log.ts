import { readInteger } from '../../text/scan.ts';
import type { FlowFormat, FlowReader } from './flow-format.ts';
import { readPairs } from './key-values.ts';
import { sendFlow } from './send-flow.ts';
import { readSyslogHead } from './syslog-head.ts';
import { initiatorOf } from './values.ts';

const start = /\bIN=\S{0,64} /;
const row = /\bIN=\S{0,64} .{0,400}\bSRC=[\da-fA-F.:]{2,45} DST=[\da-fA-F.:]{2,45} .{0,200}\bPROTO=/;
const rejecting = /\b(?:drop|dropped|reject|rejected|deny|denied|block|blocked|refused?)\b/i;
const accepting = /\b(?:accept|accepted|allow|allowed|pass|passed|audit)\b/i;

/** What the rule did with it only the prefix somebody gave the rule can say: `[UFW BLOCK]`, `FINAL_REJECT:`, `fw-accept`. */
function verdictOf(before: string): 'accepted' | 'rejected' | undefined {
  const words = before.slice(-80).replaceAll(/[_-]/g, ' ');
  if (rejecting.test(words)) return 'rejected';
  return accepting.test(words) ? 'accepted' : undefined;
}

/**
 * Lines of the LOG target of iptables and nftables in the kernel's log (iptables-extensions(8), LOG;
 * net/netfilter/nf_log_syslog.c). Of an ICMP error only the outer packet counts.
 */
function open(): FlowReader {
  return (text, line, sink) => {
    const at = start.exec(text)?.index;
    if (at === undefined || !text.includes(' PROTO=', at)) {
      if (text.trim() !== '') sink.other();
      return;
    }
    const pairs = readPairs(text, at);
    const head = readSyslogHead(text);
    const verdict = verdictOf(text.slice(0, at));
    const initiator = initiatorOf(pairs.has('SYN'), pairs.has('ACK'));
    const bytes = readInteger(pairs.get('LEN'));
    const raw = {
      line,
      protocol: pairs.get('PROTO'),
      source: pairs.get('SRC'),
      sourcePort: pairs.get('SPT'),
      destination: pairs.get('DST'),
      destinationPort: pairs.get('DPT'),
      exporter: head.host,
      packets: 1,
      ...(initiator === undefined ? {} : { initiator }),
      ...(verdict === undefined ? {} : { verdict }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(head.at === undefined ? {} : { firstSeen: head.at, lastSeen: head.at }),
    };
    sendFlow(raw, text, sink);
  };
}

export const netfilterLog: FlowFormat = {
  id: 'netfilter-log',
  family: 'netfilter-log',
  title: 'packets that rules of iptables or nftables log, in syslog',
  example: 'journalctl -k -o short-iso-precise',
  unit: 'lines',
  recognise: (head) => (row.test(head) ? 80 : 0),
  open,
};
