import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readPrefix, routeDestination } from '../../../text/prefix.ts';
import { readInteger, readWords } from '../../../text/scan.ts';
import { known } from '../known.ts';
import { readLabelled } from './labelled.ts';

const longestLine = 400;
/** `10.0.0.0/24, vrf default`, and below it `via  vlan20,  [0/0],  connected`. */
const oldHead = /^([0-9a-fA-F:.]{2,45}\/\d{1,3}), {1,4}vrf /;
const oldWay = /^\s{1,12}via {1,4}([^,\s]{1,60}),/;

/** A way of one of the two forms: its next hop is an address, a port, or a dash. */
const routeOf = (line: number, destination: string, hop: string, port: string | undefined): Fact => {
  const gateway = canonicalAddress(hop);
  const own = gateway === undefined && hop !== '-' ? hop : port;
  return { fact: 'route', line, destination, ...known('gateway', gateway), ...known('interface', own === '-' ? undefined : own) };
};

/**
 * `show ip route all-vrfs` of AOS-CX (IP Routing Guide): until 10.06 a destination and its ways below it, since 10.07 a table.
 */
export function parseAoscxRoutes(text: string): readonly Fact[] {
  const list = factList();
  let current: string | undefined;
  let isTable = false;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, longestLine);
    const words = readWords(row);
    const [first = '', hop = '', port] = words;
    const head = readPrefix(oldHead.exec(row)?.[1] ?? '');
    const way = oldWay.exec(row)?.[1];
    if (first === 'Prefix' && hop === 'Nexthop') isTable = true;
    else if (head !== undefined) current = routeDestination(head);
    else if (way !== undefined && current !== undefined) list.facts.push(routeOf(line, current, way, undefined));
    else if (way !== undefined) list.skip(line, row, 'a way to nowhere');
    else if (isTable && /^[0-9a-f.:]{1,45}\//i.test(first)) {
      const read = readPrefix(first);
      if (read?.length === undefined || port === undefined) list.skip(line, row, 'not a route');
      else list.facts.push(routeOf(line, routeDestination(read), hop, port));
    }
  }
  return list.facts;
}

/** `show vlan` of AOS-CX (Layer 2 Bridging Guide): number and name in columns; the ports go on below. */
export function parseAoscxVlans(text: string): readonly Fact[] {
  const list = factList();
  let columns: readonly [name: number, status: number] | undefined;
  for (const { number: line, text: whole } of readLines(text)) {
    const row = whole.slice(0, longestLine);
    if (/^VLAN {1,10}Name {1,60}Status/.test(row)) columns = [row.indexOf('Name'), row.indexOf('Status')];
    else if (columns !== undefined && /^\d/.test(row)) {
      const vlan = readInteger(row.slice(0, columns[0]).trim());
      if (vlan === undefined) list.skip(line, row, 'not a VLAN');
      else list.facts.push({ fact: 'vlan', line, vlan, ...known('name', row.slice(...columns).trim()) });
    }
  }
  return list.facts;
}

/** `show lacp aggregates` of AOS-CX (Link Aggregation Guide): the bundles, static ones too, and their ports. */
export function parseAoscxBundles(text: string): readonly Fact[] {
  const list = factList();
  let open: { readonly line: number; readonly port: string } | undefined;
  for (const { line, label, value } of readLabelled(text)) {
    if (label === 'aggregate-name') open = { line, port: value };
    else if (label === 'aggregated-interfaces' && open !== undefined && open.port !== '') {
      const members = readWords(value.slice(0, longestLine)).map((port) => ({ port }));
      list.facts.push({ fact: 'aggregate', line: open.line, port: open.port, members });
      open = undefined;
    } else if (label === 'aggregated-interfaces') list.skip(line, value, 'a bundle without a name');
  }
  return list.facts;
}
