import type { Fact } from '../../model/fact.ts';
import { readAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readWords } from '../../text/scan.ts';

const stateWord = /^[A-Z]{4,}$/;

/**
 * Output of `ip neigh` of iproute2 (ip-neighbour(8)) and busybox:
 * `10.0.0.7 dev eth0 lladdr 52:54:00:12:34:56 REACHABLE`. The state is the word in capitals at the end.
 */
export function parseIpNeigh(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    const words = readWords(line);
    const [first] = words;
    if (first === undefined) continue;
    const read = readAddress(first);
    if (read === undefined) {
      list.skip(number, line, 'not a neighbor');
      continue;
    }
    const mac = words.includes('lladdr') ? canonicalMac(words[words.indexOf('lladdr') + 1] ?? '') : undefined;
    const device = words.includes('dev') ? words[words.indexOf('dev') + 1] : read.zone;
    const state = words.findLast((word) => stateWord.test(word));
    list.facts.push({
      fact: 'neighbor',
      line: number,
      address: read.address,
      ...(mac === undefined ? {} : { mac }),
      ...(device === undefined ? {} : { interface: device }),
      ...(state === undefined ? {} : { state: state.toLowerCase() }),
    });
  }
  return list.facts;
}
