import type { Fact } from '../../../model/fact.ts';
import { type FactList, factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readPrefix } from '../../../text/prefix.ts';
import { readInteger, readWords } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';

/** `1000/full/up/auto`, `ukn/ukn/down(autoneg)`, `[n/a]/[n/a]/up`; without forward error correction before PAN-OS 11. */
const state = /^(?:(\d{1,6})\/)?.{0,20}\/(up|down)\b/;
/** What an interface hands its packets to; the zone before it may have blanks, or be none. */
const forwarding = /^(?:(?:vr|lr|vlan|vw|vwire):\S{0,80}|vr|lr|vlan|vwire|tap|ha|N\/A)$/i;
const instance = /^(?:vr|lr|vlan|vw|vwire):/i;
const heads: readonly (readonly [RegExp, Part])[] = [
  [/^name\s{1,60}id\s{1,20}speed\/duplex\/state/, 'hardware'],
  [/^name\s{1,60}id\s{1,20}vsys\s/, 'logical'],
];
/** `ae1 members:` */
const group = /^(\S{1,31}) members:\s{0,400}$/;
const noise = /^(?:total configured|aggregation groups|-{3}|={3}|name\s)/;

type Part = 'hardware' | 'logical';

class InterfaceReader {
  readonly list: FactList = factList();
  private part: Part | undefined;
  private members: { port: string }[] | undefined;
  /** The interface whose further addresses have lines of their own. */
  private open: string | undefined;
  private readonly cards = new Set<string>();

  read(number: number, row: string): void {
    const words = readWords(row);
    const head = heads.find(([pattern]) => pattern.test(row))?.[1];
    const bundle = group.exec(row)?.[1];
    if (words.length === 0) this.members = undefined;
    else if (head !== undefined) [this.part, this.open, this.members] = [head, undefined, undefined];
    else if (bundle !== undefined) this.begin(number, bundle);
    else if (noise.test(row)) this.members = undefined;
    else if (/^\s/.test(row)) this.goOn(number, row, words);
    else if (!this.readRow(number, words)) this.list.skip(number, row, 'not an interface');
  }

  private begin(line: number, port: string): void {
    this.members = [];
    this.list.facts.push({ fact: 'aggregate', line, port, members: this.members });
  }

  private goOn(line: number, row: string, words: readonly string[]): void {
    if (this.members !== undefined) this.members.push(...words.map((port) => ({ port })));
    else if (this.open === undefined || !this.putAddress(line, this.open, words[0] ?? ''))
      this.list.skip(line, row, 'neither a member of a bundle nor an address');
  }

  private readRow(line: number, words: readonly string[]): boolean {
    this.members = undefined;
    return this.part === 'hardware' ? this.readCard(line, words) : this.part === 'logical' && this.readLogical(line, words);
  }

  private readCard(line: number, [name = '', id, told = '', hardware = '']: readonly string[]): boolean {
    const [, speed, link] = state.exec(told) ?? [];
    if (readInteger(id) === undefined || link === undefined) return false;
    this.cards.add(name);
    const details = { ...known('mac', deviceMac(hardware)), up: link === 'up', ...known('speedMbps', readInteger(speed)) };
    this.list.facts.push({ fact: 'interface', line, name, ...details });
    return true;
  }

  /** Name, number and virtual system; at the end tag and address. */
  private readLogical(line: number, words: readonly string[]): boolean {
    const [name = '', id, vsys, ...rest] = words;
    const [address = '', tag] = [rest.at(-1), readInteger(rest.at(-2))];
    if (readInteger(id) === undefined || readInteger(vsys) === undefined || tag === undefined) return false;
    const middle = rest.slice(0, -2);
    // A zone may be called `tap` as well; a virtual router may have further words behind it.
    const told = middle.findIndex((word) => instance.test(word));
    const hop = told === -1 ? middle.findLastIndex((word) => forwarding.test(word)) : told;
    const zone = hop === -1 ? '' : middle.slice(0, hop).join(' ');
    const vlan = tag === 0 ? undefined : tag;
    if (!this.cards.has(name) || zone !== '')
      this.list.facts.push({ fact: 'interface', line, name, ...known('vlan', vlan), ...known('zone', zone) });
    this.open = name;
    return address === 'N/A' || this.putAddress(line, name, address);
  }

  private putAddress(line: number, port: string, text: string): boolean {
    const read = readPrefix(text);
    if (read === undefined) return false;
    this.list.facts.push({ fact: 'address', line, interface: port, address: read.address, ...known('prefix', read.length) });
    return true;
  }
}

/**
 * `show interface all` of PAN-OS, and its halves `hardware` and `logical` (PAN-OS CLI Quick Start): cards with speed, state and
 * MAC, the members of aggregates, and interfaces with zone, tag and addresses. The number of an interface is PAN-OS's own, not
 * that of SNMP.
 */
export function parsePanosInterfaces(text: string): readonly Fact[] {
  const reader = new InterfaceReader();
  for (const { number, text: whole } of readLines(text)) reader.read(number, whole.slice(0, 400));
  return reader.list.facts;
}
