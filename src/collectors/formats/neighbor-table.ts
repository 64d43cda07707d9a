import type { Fact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { readWords } from '../../text/scan.ts';
import { type NeighborEntry, neighborFact } from './neighbor-fact.ts';

type ReadRow = (words: readonly string[]) => NeighborEntry | 'ignored' | undefined;

const incomplete = /^[(<]/;
/** net-tools cuts names there, without a sign that it did. */
const cutNames = 23;
const wholeAddress = '255.255.255.255';

/** Address HWtype HWaddress Flags Mask Iface; `(incomplete)` stands for type and address, the mask may be blank (arp(8)). */
const readLinux: ReadRow = (words) => {
  const [address = '', type = '', hardware = '', flags = ''] = words;
  const unknown = incomplete.test(type);
  if (words.length < (unknown ? 3 : 4) || (address.length >= cutNames && !address.includes(':'))) return undefined;
  if (!unknown && hardware !== '*' && canonicalMac(hardware) === undefined && !/^[0-9A-F-]{2,60}/.test(hardware)) {
    return undefined;
  }
  const state = unknown ? 'incomplete' : flags.includes('M') && words.length > 4 ? 'permanent' : undefined;
  return { address, mac: unknown ? undefined : hardware, device: words.at(-1), state };
};

/** Letters of the state of a neighbor (ndp(8)). */
const letters: ReadonlyMap<string, string> = new Map([
  ['I', 'incomplete'],
  ['R', 'reachable'],
  ['S', 'stale'],
  ['D', 'delay'],
  ['P', 'probe'],
]);

/** Neighbor, link layer address, interface and expiry; ndp puts a letter of the state behind them. */
const readBsd =
  (device: number, lettered: boolean): ReadRow =>
  (words) => {
    const [address = '', mac = ''] = words;
    const name = words[device];
    if (name === undefined || (!incomplete.test(mac) && canonicalMac(mac) === undefined)) return undefined;
    const letter = lettered ? letters.get(words[device + 2] ?? '') : undefined;
    const permanent = words.includes('permanent') || words.includes('static') ? 'permanent' : undefined;
    return { address, mac, device: name, state: incomplete.test(mac) ? 'incomplete' : (permanent ?? letter) };
  };

/** Device, address, mask, flags, MAC (arp(1M)). U is unresolved, S was set by hand, a shorter mask maps multicast. */
const readSolaris: ReadRow = (words) => {
  const [device, address = '', mask = '', flagText = ''] = words;
  if (words.length < 4) return undefined;
  if (mask !== wholeAddress) return mask.startsWith('2') ? 'ignored' : undefined;
  const mac = canonicalMac(words.at(-1) ?? '');
  const flags = mac !== undefined && words.length === 4 ? '' : flagText;
  const state = flags.includes('U') || mac === undefined ? 'incomplete' : flags.includes('S') ? 'permanent' : undefined;
  return { address, mac, device, state };
};

/** Interface, MAC (or blank), type, state, address; `other` are the multicast groups every host has. */
const readSolarisInet6: ReadRow = (words) => {
  if (words.length < 4) return undefined;
  const state = words.at(-2)?.toLowerCase();
  return words.at(-3) === 'other' ? 'ignored' : { address: words.at(-1) ?? '', mac: words[1], device: words[0], state };
};

/** The second and third column of Linux in its languages: HWtype, Hardware-Typ, TypeMap, TipoHW. */
const layouts: readonly (readonly [RegExp, ReadRow])[] = [
  [/^\S{1,20}\s{1,40}(?:HW?[Tt]yp\w?|Hardware-Typ|TypeMap|TipoHW|HWType)\s/, readLinux],
  [/^Host\s{1,60}Ethernet Address\s{1,20}Netif\b/, readBsd(2, false)],
  [/^Neighbor\s{1,60}Linklayer Address\s{1,20}Expire\(O\)\s{1,20}Expire\(I\)\s{1,20}Netif\b/, readBsd(4, false)],
  [/^Neighbor\s{1,60}Linklayer Address\s{1,20}Netif\b/, readBsd(2, true)],
  [/^Device\s{1,20}IP Address\s{1,40}Mask\s/, readSolaris],
  [/^If\s{1,20}Physical Address\s{1,40}Type\s/, readSolarisInet6],
];

const silent = /^(?:Entries: \d|Net to Media Table|[- ]{1,200}$)/;

/**
 * Tables of neighbors under a header: arp of Linux (`arp -n`), OpenBSD, macOS (`arp -anl`) and Solaris (`arp -an`,
 * `netstat -pn`), and `ndp -an` of BSD and macOS.
 */
export function parseNeighborTable(text: string): readonly Fact[] {
  const list = factList();
  let readRow: ReadRow = readLinux;
  for (const { number, text: line } of readLines(text)) {
    const trimmed = line.trim();
    const layout = layouts.find(([header]) => header.test(trimmed))?.[1];
    if (layout !== undefined) readRow = layout;
    else if (trimmed !== '' && !silent.test(trimmed)) {
      const entry = readRow(readWords(line));
      const fact = entry === undefined || entry === 'ignored' ? entry : neighborFact(entry, number);
      if (fact === undefined) list.skip(number, line, 'not a neighbor');
      else if (fact !== 'ignored') list.facts.push(fact);
    }
  }
  return list.facts;
}
