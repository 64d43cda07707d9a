import type { Fact } from '../../../model/fact.ts';
import type { FdbFact } from '../../../model/network-fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { canonicalMac } from '../../../text/mac.ts';
import { readInteger, readWords } from '../../../text/scan.ts';
import { known } from '../known.ts';

const after = (words: readonly string[], name: string): string | undefined => {
  const at = words.indexOf(name);
  return at === -1 ? undefined : words[at + 1];
};

/** What a bridge has learned; what a card filters (`self`) is none of a bridge, and at the end of a tunnel is no cable. */
function entryOf(words: readonly string[], mac: string, line: number, tunnels: ReadonlySet<string>): FdbFact | undefined {
  if (!words.includes('master') || words.includes('dst')) return undefined;
  const port = after(words, 'dev');
  const status = words.includes('permanent') ? 'self' : words.includes('static') ? 'static' : 'learned';
  return {
    fact: 'fdb',
    line,
    mac,
    ...known('port', port === undefined || tunnels.has(port) ? undefined : port),
    ...known('vlan', readInteger(after(words, 'vlan'))),
    status,
  };
}

/** Interfaces some of whose addresses are at another end (`dst`): tunnels, VXLAN. */
function tunnelsIn(text: string): ReadonlySet<string> {
  const tunnels = new Set<string>();
  for (const { text: row } of readLines(text)) {
    const words = readWords(row.slice(0, 400));
    const port = words.includes('dst') ? after(words, 'dev') : undefined;
    if (port !== undefined) tunnels.add(port);
  }
  return tunnels;
}

/**
 * `bridge fdb show` of Linux (bridge(8), iproute2): the addresses its bridges have learned. A permanent one is that of the port itself.
 */
export function parseBridgeFdb(text: string): readonly Fact[] {
  const list = factList();
  const tunnels = tunnelsIn(text);
  for (const { number: line, text: row } of readLines(text)) {
    const words = readWords(row.slice(0, 400));
    const mac = canonicalMac(words[0] ?? '');
    const fact = mac === undefined ? undefined : entryOf(words, mac, line, tunnels);
    if (fact !== undefined) list.facts.push(fact);
    else if (words.length > 0 && words[1] !== 'dev') list.skip(line, row, 'not an entry of a bridge');
  }
  return list.facts;
}
