import type { Fact } from '../../model/fact.ts';
import { readAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readPrefix } from '../../text/prefix.ts';
import { readInteger, readWords } from '../../text/scan.ts';

const linuxHeader = /^Iface\s{1,40}MTU\s/;
const unixHeader = /^Name\s{1,40}Mtu\s{1,40}(?:Network|Net\/Dest)\s{1,40}Address\s/;
const link = /^<?link#\d{1,6}>?$/i;
const linuxFlags = /^[A-Za-z]{1,12}$/;
/** BSD cuts addresses to the width of their column unless asked not to (`-W`), without a sign that it did. */
const columnWidth = 17;

/** `eth0:1` is eth0 with another address. */
const withoutAlias = (name: string): string => name.split(':', 1)[0] ?? name;

/** Iface, MTU, counters, Flg (netstat(8)): U is up, L the loopback. */
function readLinux(words: readonly string[], line: number): readonly Fact[] | undefined {
  const [shown = '', mtuText] = words;
  const flags = words.at(-1) ?? '';
  const mtu = readInteger(mtuText);
  if (mtu === undefined || words.length < 9 || !linuxFlags.test(flags)) return undefined;
  const kind = flags.includes('L') ? { kind: 'loopback' } : {};
  return [{ fact: 'interface', line, name: withoutAlias(shown), mtu, up: flags.includes('U'), ...kind }];
}

/** Name, Mtu, Network, Address, counters (netstat(1)): the first row of an interface is about its link. */
function readUnix(words: readonly string[], line: number): readonly Fact[] | undefined {
  const [shown = '', mtuText = '', network = '', text = ''] = words;
  const mtu = readInteger(mtuText);
  if (words.length < 4 || (mtu === undefined && mtuText !== '-')) return undefined;
  const down = shown.endsWith('*');
  const name = withoutAlias(down ? shown.slice(0, -1) : shown);
  const mac = link.test(network) ? canonicalMac(text) : undefined;
  const facts: Fact[] = [
    {
      fact: 'interface',
      line,
      name,
      ...(mac === undefined ? {} : { mac }),
      ...(mtu === undefined ? {} : { mtu }),
      ...(down ? { up: false } : {}),
    },
  ];
  const address = link.test(network) ? undefined : readAddress(text)?.address;
  if (address === undefined || address === '*' || (address.includes(':') && text.length >= columnWidth)) return facts;
  const prefix = readPrefix(network.replace(/%[^/]{1,32}/, ''))?.length;
  return [...facts, { fact: 'address', line, address, ...(prefix === undefined ? {} : { prefix }), interface: name }];
}

/** Output of `netstat -in` of Linux, BSD, macOS, AIX, Solaris and HP-UX. Every interface is told once. */
export function parseNetstatInterfaces(text: string): readonly Fact[] {
  const list = factList();
  const seen = new Set<string>();
  let read: typeof readLinux | undefined;
  for (const { number, text: line } of readLines(text)) {
    if (linuxHeader.test(line)) read = readLinux;
    else if (unixHeader.test(line)) read = readUnix;
    else if (line.trim() !== '' && !line.startsWith('Kernel ')) {
      const facts = read?.(readWords(line), number);
      if (facts === undefined) list.skip(number, line, 'not an interface of netstat');
      for (const fact of facts ?? []) {
        if (fact.fact !== 'interface' || !seen.has(fact.name)) list.facts.push(fact);
        if (fact.fact === 'interface') seen.add(fact.name);
      }
    }
  }
  return list.facts;
}
