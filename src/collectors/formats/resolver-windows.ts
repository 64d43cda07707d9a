import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { fieldOf } from '../../text/powershell/record.ts';
import { readPowerShell } from '../../text/powershell/records.ts';

/** What Windows fills in on an interface nobody gave a name server (once well-known site-local ones, deprecated by RFC 3879). */
const placeholder = /^fec0:0:0:ffff::[1-3]$/;

const wordsOf = (text: string | undefined): readonly string[] => (text ?? '').split(/[\s,]/).filter((word) => word !== '');

/**
 * Objects of `Get-DnsClientServerAddress` with their addresses joined by blanks (`Servers`), and of
 * `Get-DnsClientGlobalSetting` and `Get-DnsClient` with their suffixes (`Suffixes`): one resolver, in that order, each
 * value once.
 */
export function parseResolverWindows(text: string): readonly Fact[] {
  const list = factList();
  const nameservers = new Set<string>();
  const search = new Set<string>();
  let first: number | undefined;
  for (const item of readPowerShell(text)) {
    if (item.kind === 'broken') {
      list.skip(item.line, item.text, 'not an object of PowerShell');
      continue;
    }
    for (const word of wordsOf(fieldOf(item, 'servers'))) {
      const address = canonicalAddress(word.replace(/%.*$/, ''));
      if (address === undefined) list.skip(item.line, word, 'not an address');
      else if (!placeholder.test(address)) nameservers.add(address);
    }
    for (const suffix of wordsOf(fieldOf(item, 'suffixes'))) search.add(suffix.toLowerCase());
    if (nameservers.size + search.size > 0) first ??= item.line;
  }
  if (first === undefined) return list.facts;
  return [{ fact: 'resolver', line: first, nameservers: [...nameservers], search: [...search] }, ...list.facts];
}
