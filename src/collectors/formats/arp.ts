import type { Fact, NeighborFact } from '../../model/fact.ts';
import { readAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readWords } from '../../text/scan.ts';

/** `? (10.0.0.7) at 52:54:00:12:34:56 [ether] on eth0`; the name may be anything without blanks. */
const entry = /^\S+ \(([^)\s]{1,64})\) at (\S{1,64})((?:\s+\S+)*)\s*$/;

interface Entry {
  readonly address: string;
  readonly mac: string;
  readonly device: string | undefined;
  readonly state: string | undefined;
}

function neighborFact({ address, mac, device, state }: Entry, line: number): NeighborFact | undefined {
  const read = readAddress(address);
  if (read === undefined) return undefined;
  const hardware = canonicalMac(mac);
  const interfaceName = device ?? read.zone;
  return {
    fact: 'neighbor',
    line,
    address: read.address,
    ...(hardware === undefined ? {} : { mac: hardware }),
    ...(interfaceName === undefined ? {} : { interface: interfaceName }),
    ...(state === undefined ? {} : { state }),
  };
}

/** Linux writes `PERM` and `<incomplete>`, BSD `permanent` and `(incomplete)`. */
function stateOf(mac: string, words: readonly string[]): string | undefined {
  if (mac.includes('incomplete')) return 'incomplete';
  return words.includes('PERM') || words.includes('permanent') ? 'permanent' : undefined;
}

function readEntry(line: string): Entry | undefined {
  const [, address, mac, rest = ''] = entry.exec(line) ?? [];
  if (address === undefined || mac === undefined) return undefined;
  const words = readWords(rest);
  const device = words.includes('on') ? words[words.indexOf('on') + 1] : undefined;
  return { address, mac, device, state: stateOf(mac, words) };
}

/** Output of `arp -an` of net-tools, busybox (arp(8)) and BSD, where a MAC may be written `0:c:29:1:2:3`. */
export function parseArp(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: line } of readLines(text)) {
    if (line.trim() === '') continue;
    const read = readEntry(line);
    const fact = read === undefined ? undefined : neighborFact(read, number);
    if (fact === undefined) list.skip(number, line, 'not an entry of arp');
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
    if (fact === undefined) list.skip(number, line, 'not a row of /proc/net/arp');
    else list.facts.push(fact);
  }
  return list.facts;
}
