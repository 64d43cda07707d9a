import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readWords } from '../../text/scan.ts';

/** The words of a line before a comment. resolv.conf(5) knows only whole-line ones, but people write others. */
function wordsOf(line: string): readonly string[] {
  const words = readWords(line);
  const comment = words.findIndex((word) => word.startsWith('#') || word.startsWith(';'));
  return comment === -1 ? words : words.slice(0, comment);
}

/** /etc/resolv.conf (resolv.conf(5)). Of several `search` and `domain` lines the last one counts. */
export function parseResolver(text: string): readonly Fact[] {
  const list = factList();
  const nameservers: string[] = [];
  let search: readonly string[] = [];
  let firstLine: number | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [keyword, ...values] = wordsOf(line);
    if (keyword === 'nameserver') {
      const address = canonicalAddress(values[0] ?? '');
      if (address === undefined) list.skip(number, line, 'not a nameserver');
      else nameservers.push(address);
    } else if (keyword === 'search' || keyword === 'domain') search = values;
    else continue;
    firstLine ??= number;
  }
  if (nameservers.length === 0 && search.length === 0) return list.facts;
  return [{ fact: 'resolver', line: firstLine ?? 1, nameservers, search }, ...list.facts];
}
