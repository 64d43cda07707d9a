import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readWords } from '../../text/scan.ts';
import { type NeighborEntry, neighborFact } from './neighbor-fact.ts';

/** `? (10.0.0.7) at 52:54:00:12:34:56 [ether] on eth0`; the name may be anything without blanks, or missing. */
const entry = /^[ \t]{0,40}(?:\S{1,255} )?\(([^)\s]{1,64})\) at (\S{1,64})(.*)$/;
/** Counts and headings of AIX and Linux, and what an arp says that was asked for one address it does not know. */
const silent = /^(?:bucket:|There (?:are|is) \d|Entries: \d)|-- no entry/;

/** Linux writes `PERM` and `<incomplete>`, BSD `permanent` and `(incomplete)`. */
function stateOf(mac: string, words: readonly string[]): string | undefined {
  if (/incompl/.test(mac)) return 'incomplete';
  return words.includes('PERM') || words.includes('permanent') ? 'permanent' : undefined;
}

function readEntry(line: string): NeighborEntry | undefined {
  const [, address, mac, rest = ''] = entry.exec(line) ?? [];
  if (address === undefined || mac === undefined) return undefined;
  const words = readWords(rest);
  const device = words.includes('on') ? words[words.indexOf('on') + 1] : undefined;
  return { address, mac, device, state: stateOf(mac, words) };
}

/**
 * Output of `arp -an` of net-tools, busybox (arp(8)), BSD, AIX (`stored in bucket 3`) and HP-UX, where a MAC may be
 * written `0:c:29:1:2:3`.
 */
export function parseArp(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '' || silent.test(line.trim())) continue;
    const read = readEntry(line);
    const fact = read === undefined ? undefined : neighborFact(read, number);
    if (fact?.address === undefined) list.skip(number, line, 'not an entry of arp');
    else list.facts.push(fact);
  }
  return list.facts;
}

/**
 * /proc/net/arp (proc_pid_net(5)): address, hardware type, flags, MAC, mask, device. Of the flags (net/if_arp.h)
 * 2 says that the MAC is known and 4 that it was set by hand.
 */
export function parseProcArp(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '' || line.startsWith('IP address')) continue;
    const [address = '', , flagText = '', mac = '', , device] = readWords(line);
    const flags = /^0x[0-9a-f]{1,8}$/.test(flagText) ? Number.parseInt(flagText, 16) : undefined;
    const state = flags === undefined || (flags & 2) === 0 ? 'incomplete' : (flags & 4) !== 0 ? 'permanent' : undefined;
    const fact = flags === undefined ? undefined : neighborFact({ address, mac, device, state }, number);
    if (fact?.address === undefined) list.skip(number, line, 'not a row of /proc/net/arp');
    else list.facts.push(fact);
  }
  return list.facts;
}
