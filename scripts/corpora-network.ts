/**
 * Part of `npm run corpora`: outputs of network operating systems as `OS/command/NAME.raw` with the rows another tool reads of
 * them in `NAME.yml` (`parsed_sample`). A row counts as found where a fact has its address and MAC, its MAC and port, or its
 * two ports and the name of the neighbor.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseArp } from '../src/collectors/formats/arp.ts';
import { parseNeighborTable } from '../src/collectors/formats/neighbor-table.ts';
import { parseDeviceArp } from '../src/collectors/formats/network/arp.ts';
import { parseCdpDetail } from '../src/collectors/formats/network/cdp-detail.ts';
import { parseDeviceFdb } from '../src/collectors/formats/network/fdb.ts';
import { deviceMac } from '../src/collectors/formats/network/hardware.ts';
import { parseLldpDetail } from '../src/collectors/formats/network/lldp-detail.ts';
import { parseCdpBrief, parseLldpBrief } from '../src/collectors/formats/network/neighbors-brief.ts';
import type { Fact } from '../src/model/fact.ts';
import { decodeBytes } from '../src/text/decode.ts';

type Row = Readonly<Record<string, unknown>>;

export interface NetworkScore {
  readonly format: string;
  readonly facts: readonly Fact[];
  readonly expected: number;
  readonly missing: readonly string[];
}

const text = (value: unknown): string => (Array.isArray(value) ? value.join('') : String(value ?? '')).trim();
const first = (row: Row, names: readonly string[]): string =>
  names.map((name) => text(row[name])).find((one) => one !== '') ?? '';
const plain = (value: string): string => (deviceMac(value) ?? value).toLowerCase().replace(/[\s"]/g, '');

const macOf = (row: Row): string => plain(first(row, ['mac_address', 'mac', 'hardware_address', 'destination_address']));
const addressOf = (row: Row): string => first(row, ['ip_address', 'address', 'destination', 'host']);

const arpKey = (row: Row): string =>
  `${addressOf(row)} ${deviceMac(macOf(row)) ?? '-'} ${plain(first(row, ['interface', 'circuit', 'vlan_name', 'name', 'port']).split(' ')[0] ?? '').replace(/^-$/, '')}`;
const fdbKey = (row: Row): string => {
  const ports = row['destination_port'];
  const several = Array.isArray(ports) && ports.length > 1;
  const port = several ? '' : first(row, ['destination_port', 'port', 'ports', 'interface', 'port_id', 'fsp']);
  const vlan = first(row, ['vlan_id', 'vid', 'vlan']);
  return `${macOf(row)} ${plain(port)} ${/^\d+$/.test(vlan) ? vlan : ''}`;
};
/** Some samples split the device id of CDP into a name and an id; facts keep it as sent. */
const cdpName = (row: Row): string =>
  text(row['interface_ip']) === '' ? first(row, ['neighbor_name', 'chassis_id']) : text(row['chassis_id']);
const linkKey = (row: Row): string =>
  [first(row, ['local_interface']), first(row, ['neighbor_port_id', 'neighbor_interface']), cdpName(row)].map(plain).join(' ');

function keysOf(fact: Fact): readonly string[] {
  switch (fact.fact) {
    case 'neighbor':
      return [`${fact.address} ${fact.mac ?? '-'} ${plain(fact.interface ?? '')}`];
    case 'fdb':
      return [`${fact.mac} ${plain(fact.port ?? '')} ${fact.vlan ?? ''}`];
    case 'adjacency':
      return [fact.remotePort, fact.remotePortDescription].flatMap((port) =>
        // A row without a name is one of a neighbor that sent none.
        (fact.remoteName === undefined ? [fact.remoteChassis, ''] : [fact.remoteName, fact.remoteChassis]).map((name) =>
          [fact.localPort ?? '', port ?? '', name ?? ''].map(plain).join(' '),
        ),
      );
    default:
      return [];
  }
}

/** The rows no fact is left for: a fact answers for one row, so that a row that comes twice must have been read twice. */
function unmatched(rows: readonly string[], facts: readonly Fact[]): readonly string[] {
  const byKey = new Map<string, number[]>();
  for (const [index, fact] of facts.entries()) {
    for (const key of new Set(keysOf(fact))) byKey.set(key, [...(byKey.get(key) ?? []), index]);
  }
  const used = new Set<number>();
  return rows.filter((key) => {
    const free = (byKey.get(key) ?? []).find((index) => !used.has(index));
    if (free === undefined) return true;
    used.add(free);
    return false;
  });
}

interface Reader {
  readonly format: string;
  readonly parse: (text: string) => readonly Fact[];
  readonly key: (row: Row) => string;
}

function readerFor(os: string, command: string): Reader | undefined {
  // Linux underneath, and its own arp.
  if (/^(?:linux|watchguard)/.test(os)) return { format: 'arp', parse: parseArp, key: arpKey };
  if (/vyos|edgerouter/.test(os)) return { format: 'arp-linux', parse: parseNeighborTable, key: arpKey };
  if (/cdp_neighbors_detail/.test(command)) return { format: 'cdp', parse: parseCdpDetail, key: linkKey };
  if (/lldp_neighbors_detail/.test(command)) return { format: 'lldp', parse: parseLldpDetail, key: linkKey };
  if (/show_cdp_neighbors/.test(command)) return { format: 'cdp-brief', parse: parseCdpBrief, key: linkKey };
  if (/show_lldp_neighbors/.test(command)) return { format: 'lldp-brief', parse: parseLldpBrief, key: linkKey };
  if (/mac/.test(command) && !/machineItem/.test(command)) return { format: 'device-fdb', parse: parseDeviceFdb, key: fdbKey };
  return /arp/.test(command) ? { format: 'device-arp', parse: parseDeviceArp, key: arpKey } : undefined;
}

/** The score of one case; undefined where it is none of a network operating system, or of a command nobody reads. */
export function scoreNetworkCase(file: string): NetworkScore | undefined {
  const sample = file.replace(/\.raw$/, '.yml');
  const [os = '', command = ''] = file.split('/').slice(-3);
  const reader = readerFor(os, command);
  if (reader === undefined || !existsSync(sample)) return undefined;
  const rows = (parse(readFileSync(sample, 'utf8')) as { readonly parsed_sample: readonly Row[] }).parsed_sample;
  const facts = reader.parse(decodeBytes(readFileSync(file)));
  const missing = unmatched(rows.map(reader.key), facts);
  return { format: reader.format, facts, expected: rows.length, missing };
}
