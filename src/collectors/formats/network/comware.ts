import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readPrefix, routeDestination } from '../../../text/prefix.ts';
import { readInteger, readWords } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';
import { readLabelled } from './labelled.ts';

const longestLine = 400;

interface Destination {
  readonly text: string;
  readonly isOwn: boolean;
}

/** `10.0.0.0/8  O_INTRA 10  2  10.1.1.2  Vlan2`; another way to the same is a line without a destination. */
function destinationIn(words: readonly string[], indented: boolean): Destination | undefined {
  const read = indented ? undefined : readPrefix(words[0] ?? '');
  return read?.length === undefined ? undefined : { text: routeDestination(read), isOwn: words[1] === 'Direct' };
}

/**
 * `display ip routing-table` (HPE, Layer 3 - IP Routing Command Reference). The next hop of a network the device is in is its own
 * address, and no gateway.
 */
export function parseComwareRoutes(text: string): readonly Fact[] {
  const list = factList();
  let current: Destination | undefined;
  let begun = false;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, longestLine);
    const words = readWords(row);
    if (words[0] === 'Destination/Mask') begun = true;
    else if (begun && words.length > 0 && !/^(?:Destinations|Routing|Summary|Total)\b/.test(row)) {
      current = destinationIn(words, /^\s/.test(row)) ?? (/^\s/.test(row) ? current : undefined);
      const [hop = '', port = ''] = words.slice(-2);
      const gateway = canonicalAddress(hop);
      if (current === undefined || gateway === undefined) list.skip(line, row, 'not a route');
      else {
        const via = current.isOwn || gateway === '0.0.0.0' ? undefined : gateway;
        list.facts.push({ fact: 'route', line, destination: current.text, ...known('gateway', via), interface: port });
      }
    }
  }
  return list.facts;
}

const bundle = /^\s{0,4}Aggregat(?:e|ion) Interface:\s{0,8}([A-Za-z][\w./-]{1,40})/;
const member = /^\s{0,8}([A-Za-z-]{1,30}\d[\w./:]{0,30})(?:\([A-Z]{1,3}\))?\s{1,40}[SUI]\b/;

/**
 * `display link-aggregation verbose` (HPE, Layer 2 - LAN Switching Command Reference): the bundles and their own ports; those of the
 * other end stand below `Remote:`.
 */
export function parseComwareBundles(text: string): readonly Fact[] {
  const list = factList();
  let members: { port: string }[] | undefined;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, longestLine);
    const port = bundle.exec(row)?.[1];
    if (port !== undefined) {
      members = [];
      list.facts.push({ fact: 'aggregate', line, port, members });
    } else if (/^Remote:/.test(row)) members = undefined;
    else if (/^\s{0,4}Aggregat(?:e|ion) Interface:/.test(row)) {
      members = undefined;
      list.skip(line, row, 'a bundle without a name');
    } else {
      const name = member.exec(row)?.[1];
      if (name !== undefined) members?.push({ port: name });
    }
  }
  return list.facts;
}

/** `display vlan brief` (the same reference): number, name in a column of its own, ports, which go on below. */
export function parseComwareVlans(text: string): readonly Fact[] {
  const list = factList();
  let columns: readonly [name: number, ports: number] | undefined;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, longestLine);
    if (/^VLAN ID\s{1,12}Name\s{1,60}Port/.test(row)) columns = [row.indexOf('Name'), row.indexOf('Port')];
    else if (columns !== undefined && /^\d/.test(row)) {
      const vlan = readInteger(row.slice(0, columns[0]).trim());
      const name = row.slice(...columns).trim();
      if (vlan === undefined) list.skip(line, row, 'not a VLAN');
      else list.facts.push({ fact: 'vlan', line, vlan, ...known('name', name) });
    }
  }
  return list.facts;
}

/** `display lldp local-information global` (the same reference): what the device calls itself, and its chassis. */
export function parseComwareIdentity(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  const seen = new Set<string>();
  for (const { line, label, value } of readLabelled(text)) {
    if (value === '' || seen.has(label)) continue;
    seen.add(label);
    const chassis = label === 'chassis id' ? deviceMac(value) : undefined;
    if (label === 'system name') facts.push({ fact: 'system', line, name: value.slice(0, 64) });
    else if (chassis !== undefined) facts.push({ fact: 'identity', line, kind: 'chassis-id', value: chassis });
  }
  return facts;
}
