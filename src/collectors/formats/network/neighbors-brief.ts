import type { Fact } from '../../../model/fact.ts';
import type { AdjacencyFact } from '../../../model/network-fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { known } from '../known.ts';
import { readCapabilities } from './capabilities.ts';
import { deviceId, deviceMac } from './hardware.ts';
import { parseLldpColumns } from './lldp-columns.ts';

type Protocol = AdjacencyFact['protocol'];

const heads: Readonly<Record<Protocol, RegExp>> = {
  lldp: /^Device[ -]ID\s{1,40}Local Intf\s{1,20}Hold-time\s{1,20}Capability\s{1,20}Port ID/i,
  cdp: /^Device[ -]ID\s{1,40}Local Intr?f(?:ac|r)?ce\s{1,20}H(?:o)?ldtme\s{1,20}Capability\s{1,20}Platform\s{1,20}Port ID/i,
};

/** A port as the table prints it: `Gi1/0/7`, `Gig 1/0/10`, `mgmt0`. */
const portText = String.raw`(?:[A-Za-z][A-Za-z-]{1,30} ?\d[\d/.:]{0,30}|\d[\d/.]{0,20})`;
/** What precedes the hold time: the name, if it is not on a line of its own, glued to the port where it filled its column. */
const lldpRow = new RegExp(
  `^(.{0,80}?)[ \\t]{0,60}(${portText})[ \\t]{1,40}(\\d{1,5})(?:[ \\t]{1,40}((?:[A-Z],?){1,8}))?[ \\t]{1,60}(\\S.{0,100})$`,
);
const cdpRow = new RegExp(
  `^(.{0,80}?)[ \\t]{0,60}(${portText})[ \\t]{1,40}(\\d{1,5})[ \\t]{1,40}((?:[A-Za-z][ \\t]{1,12}){1,9})(\\S.{0,120})$`,
);
const lldpColumn = 20;

/** Port at the end of a CDP row: the platform before it may have a blank (`IP Phone   Port 1`). */
const lastPort =
  /^(.{0,80}?)[ \t]{1,40}((?:Port|InlinePort|Gig|Fas|Eth|Ten|For|Hun|Two|Fiv|Twe|Virtual|Ser|Tun|Loop)[A-Za-z]{0,20} {0,2}\d[\w/.:]{0,30}|Gig|\S{1,60})$/i;

interface Row {
  readonly name: string;
  readonly localPort: string;
  readonly capabilities: string;
  readonly remotePort: string;
  readonly platform?: string;
}

function lldpOf(line: string): Row | undefined {
  const glued = /^\S{20}(?=[A-Z][a-z]\d)/.test(line) ? `${line.slice(0, lldpColumn)} ${line.slice(lldpColumn)}` : line;
  const [, name = '', localPort = '', , capabilities = '', remotePort = ''] = lldpRow.exec(glued) ?? [];
  return localPort === '' ? undefined : { name: name.trim(), localPort, capabilities, remotePort };
}

const cdpWords: ReadonlyMap<string, string> = new Map([
  ['R', 'router'],
  ['S', 'bridge'],
  ['T', 'bridge'],
  ['B', 'bridge'],
  ['H', 'station-only'],
  ['r', 'repeater'],
  ['P', 'telephone'],
  ['V', 'telephone'],
  ['I', 'igmp'],
  ['s', 'supports-stp-dispute'],
]);

function cdpOf(line: string): Row | undefined {
  const [, name = '', localPort = '', , capabilities = '', rest = ''] = cdpRow.exec(line) ?? [];
  const [, platform = '', remotePort = ''] = lastPort.exec(rest) ?? [];
  if (localPort === '' || remotePort === '') return undefined;
  const told = capabilities.split(/[ \t]/).flatMap((letter) => cdpWords.get(letter) ?? []);
  return { name: name.trim(), localPort, capabilities: told.join(' '), remotePort, platform };
}

const adjacencyOf = (protocol: Protocol, row: Row, name: string, line: number): AdjacencyFact => ({
  fact: 'adjacency',
  line,
  protocol,
  ...known('localPort', row.localPort),
  ...known('remoteChassis', deviceMac(name)),
  ...known('remoteName', name),
  ...known('remotePort', protocol === 'lldp' ? deviceId(row.remotePort.trim()) : row.remotePort.trim()),
  ...known('remotePlatform', row.platform),
  ...known('remoteCapabilities', readCapabilities(row.capabilities)),
});

const tail = /^(?:total|capability|\s{1,40}\([A-Z]\)|\s{1,40}[A-Za-z] - )/i;

function parseTable(text: string, protocol: Protocol): readonly Fact[] {
  const list = factList();
  let begun = false;
  let before: { readonly name: string; readonly line: number } | undefined;
  for (const { number, text: whole } of readLines(text)) {
    const line = whole.trimEnd().slice(0, 400);
    if (heads[protocol].test(line)) begun = true;
    else if (begun && line !== '' && !tail.test(line)) {
      const row = protocol === 'lldp' ? lldpOf(line) : cdpOf(line);
      if (row !== undefined) list.facts.push(adjacencyOf(protocol, row, row.name || (before?.name ?? ''), number));
      if (before !== undefined && row?.name !== '') list.skip(before.line, before.name, 'a name without a row');
      // A long name has a line of its own.
      before = row === undefined ? { name: line.trim(), line: number } : undefined;
    }
  }
  if (before !== undefined) list.skip(before.line, before.name, 'not a row of the table');
  return list.facts;
}

/**
 * `show lldp neighbors` of Cisco IOS and NX-OS, Arista EOS and FastIron: a line a neighbor, names cut to their column; of Cisco
 * Small Business: names on several lines.
 */
export const parseLldpBrief = (text: string): readonly Fact[] => [...parseTable(text, 'lldp'), ...parseLldpColumns(text)];

/** `show cdp neighbors` of Cisco IOS and NX-OS. */
export const parseCdpBrief = (text: string): readonly Fact[] => parseTable(text, 'cdp');
