import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readPrefix } from '../../text/prefix.ts';
import { readWords } from '../../text/scan.ts';
import { parseIpAddr } from './ip-addr.ts';

/** `2: eth0    inet 10.0.0.1/24 …`: an address a line, the heading left out. */
const addressLine = /^(\d{1,9}): ([^\s:@]{1,64})(?:@\S{1,64})?[ \t]{1,40}(inet6?[ \t].*)$/;

/**
 * Output of `ip -o addr` and `ip -o link` (ip(8)): one line a record, a backslash where the line would have ended.
 * What one line says is read as the form over several lines.
 */
export function parseIpAddrOneline(text: string): readonly Fact[] {
  const list = factList();
  const seen = new Set<string>();
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '') continue;
    const [, index, name, rest] = addressLine.exec(line) ?? [];
    const heading = index === undefined ? '' : `${index}: ${name}: <>\n    `;
    for (const fact of parseIpAddr(`${heading}${rest ?? line}`.replaceAll('\\', '\n'))) {
      if (fact.fact === 'skipped') list.skip(number, line, fact.reason);
      else if (fact.fact !== 'interface') list.facts.push({ ...fact, line: number });
      else if (index === undefined) list.facts.push({ ...fact, line: number });
      else if (!seen.has(fact.name)) {
        // A line about an address does not say whether the interface is up.
        list.facts.push({ fact: 'interface', line: number, name: fact.name, index: Number(index) });
      }
      if (fact.fact === 'interface') seen.add(fact.name);
    }
  }
  return list.facts;
}

/** Operational states (RFC 2863, 6; ip-link(8)). */
const states = /^(?:UNKNOWN|UP|DOWN|LOWERLAYERDOWN|DORMANT|TESTING|NOTPRESENT)$/;
const flagsWord = /^<[A-Z0-9_,-]*>$/;

/** What stands behind the state: addresses, a peer and its length, the MAC and the flags of `ip -br link`. */
function briefAddresses(words: readonly string[], name: string, line: number): readonly Fact[] | undefined {
  const facts: Fact[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === 'metric') at += 1;
    else if (word !== 'peer') {
      const own = readPrefix(word);
      if (own === undefined) return undefined;
      const peer = words[at + 1] === 'peer' ? readPrefix(words[at + 2] ?? '') : undefined;
      if (peer !== undefined) at += 2;
      const prefix = own.length ?? peer?.length;
      const length = prefix === undefined ? {} : { prefix };
      facts.push({ fact: 'address', line, address: own.address, ...length, interface: name });
    }
  }
  return facts;
}

function readBrief(line: string, number: number): readonly Fact[] | undefined {
  const [first = '', state = '', ...rest] = readWords(line);
  if (!states.test(state)) return undefined;
  const [name = ''] = first.split('@', 1);
  const flags = rest.find((word) => flagsWord.test(word));
  const mac = flags === undefined ? undefined : canonicalMac(rest[0] ?? '');
  const up = flags === undefined ? undefined : flags.slice(1, -1).split(',').includes('UP');
  const addresses = flags === undefined ? briefAddresses(rest, name, number) : [];
  if (addresses === undefined) return undefined;
  const known = { ...(mac === undefined ? {} : { mac }), ...(up === undefined ? {} : { up }) };
  return [{ fact: 'interface', line: number, name, ...known }, ...addresses];
}

/** Output of `ip -br addr` and `ip -br link` (ip(8)): `eth0@if5  UP  10.0.0.1/24 fe80::1/64`. */
export function parseIpAddrBrief(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '') continue;
    const facts = readBrief(line, number);
    if (facts === undefined) list.skip(number, line, 'not an interface and its addresses');
    else list.facts.push(...facts);
  }
  return list.facts;
}
