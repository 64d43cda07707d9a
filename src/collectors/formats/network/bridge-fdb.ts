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

/** What a bridge has learned; what a card filters (`self`) and what is behind a tunnel (`dst`) is no port of a bridge. */
function entryOf(words: readonly string[], mac: string, line: number): FdbFact | undefined {
  if (!words.includes('master') || words.includes('dst')) return undefined;
  const status = words.includes('permanent') ? 'self' : words.includes('static') ? 'static' : 'learned';
  return {
    fact: 'fdb',
    line,
    mac,
    ...known('port', after(words, 'dev')),
    ...known('vlan', readInteger(after(words, 'vlan'))),
    status,
  };
}

/**
 * `bridge fdb show` of Linux (bridge(8), iproute2): the addresses its bridges have learned. A permanent one is that of the port itself.
 */
export function parseBridgeFdb(text: string): readonly Fact[] {
  const list = factList();
  for (const { number: line, text: row } of readLines(text)) {
    const words = readWords(row.slice(0, 400));
    const mac = canonicalMac(words[0] ?? '');
    const fact = mac === undefined ? undefined : entryOf(words, mac, line);
    if (fact !== undefined) list.facts.push(fact);
    else if (words.length > 0 && words[1] !== 'dev') list.skip(line, row, 'not an entry of a bridge');
  }
  return list.facts;
}
