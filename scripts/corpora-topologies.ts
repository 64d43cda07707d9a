/**
 * Part of `npm run corpora`: reads walks of whole networks, a folder a topology, and compares the
 * rows of their tables with those of another decoder (`computed` in `expected.json`) and with what was asserted of their
 * numbers.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact } from '../src/model/fact.ts';
import type { AdjacencyFact, FdbFact, RoutingPeerFact } from '../src/model/network-fact.ts';
import { devicesOf, type RecordedWalk, walkFactsOf } from './corpora-walks.ts';

type Cell = string | number | null | undefined;
type Row = Readonly<Record<string, Cell>>;

interface Expected {
  readonly devices: readonly RecordedWalk[];
  readonly asserted: { readonly counts?: Readonly<Record<string, number>> } | null;
  readonly computed: Readonly<Record<'lldpRows' | 'cdpRows' | 'ospfRows' | 'isisRows', readonly Row[]>> & {
    readonly fdb: Readonly<Record<string, readonly Row[]>>;
  };
}

interface Device {
  readonly label: string;
  readonly facts: readonly Fact[];
}

/** Ends of a text and line ends within it are written differently. */
const cell = (value: Cell): string => {
  const text = value === null || value === undefined ? '' : String(value).replace(/\s+/g, ' ').trim();
  return text === '' ? '-' : text;
};
const key = (...cells: readonly Cell[]): string => cells.map(cell).join(' | ');

const readDevice = (directory: string, walks: readonly RecordedWalk[]): Device => ({
  label: walks[0]?.label ?? '',
  facts: walkFactsOf(directory, walks),
});

const isAdjacency = (fact: Fact): fact is AdjacencyFact => fact.fact === 'adjacency';
const isPeer = (fact: Fact): fact is RoutingPeerFact => fact.fact === 'routing-peer';
const isFdb = (fact: Fact): fact is FdbFact => fact.fact === 'fdb';

/** A table: the rows another decoder sees, and ours in the same form. */
interface Table {
  readonly name: string;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

const ospfStates = ['', 'down', 'attempt', 'init', '2way', 'exstart', 'exchange', 'loading', 'full'];
const isisStates = ['', 'down', 'initializing', 'up', 'failed'];
const fdbStatuses = ['', 'other', 'invalid', 'learned', 'self', 'management'];

function lldpTable(rows: readonly Row[], devices: readonly Device[]): Table {
  return {
    name: 'lldp',
    expected: rows.map((row) => key(row['local'], row['remChassisId'], row['remSysName'], row['remPort'], row['remPortDesc'])),
    found: devices.flatMap(({ label, facts }) =>
      facts
        .filter(isAdjacency)
        .filter(({ protocol }) => protocol === 'lldp')
        .map((fact) => key(label, fact.remoteChassis, fact.remoteName, fact.remotePort, fact.remotePortDescription)),
    ),
  };
}

function cdpTable(rows: readonly Row[], devices: readonly Device[]): Table {
  const columns = ['local', 'localIfIndex', 'localIfName', 'remDeviceId', 'remAddress', 'remPort', 'remPlatform'];
  return {
    name: 'cdp',
    expected: rows.map((row) => key(...columns.map((column) => row[column]))),
    found: devices.flatMap(({ label, facts }) =>
      facts
        .filter(isAdjacency)
        .filter(({ protocol }) => protocol === 'cdp')
        .map(({ localIfIndex, localPort, remoteName, remoteAddresses, remotePort, remotePlatform }) =>
          key(label, localIfIndex, localPort, remoteName, remoteAddresses?.[0], remotePort, remotePlatform),
        ),
    ),
  };
}

function ospfTable(rows: readonly Row[], devices: readonly Device[]): Table {
  return {
    name: 'ospf',
    expected: rows.map((row) => key(row['local'], row['nbrIp'], row['nbrRouterId'], ospfStates[Number(row['state'])])),
    found: devices.flatMap(({ label, facts }) =>
      facts
        .filter(isPeer)
        .filter(({ protocol }) => protocol === 'ospf')
        .map(({ remoteAddress, remoteId, state }) => key(label, remoteAddress, remoteId, state)),
    ),
  };
}

function isisTable(rows: readonly Row[], devices: readonly Device[]): Table {
  return {
    name: 'isis',
    expected: rows.map((row) =>
      key(row['local'], row['circIndex'], row['nbrSysId'], row['snpa'], isisStates[Number(row['state'])]),
    ),
    found: devices.flatMap(({ label, facts }) =>
      facts
        .filter(isPeer)
        .filter(({ protocol }) => protocol === 'isis')
        .map(({ localIfIndex, remoteId, remoteMac, state }) =>
          key(label, localIfIndex, remoteId?.replaceAll('.', ''), remoteMac, state),
        ),
    ),
  };
}

/** Where one of them knows no interface, the other may: the MACs and what they are count. */
function fdbTable(fdb: Expected['computed']['fdb'], devices: readonly Device[]): Table {
  return {
    name: 'fdb',
    expected: Object.entries(fdb).flatMap(([label, rows]) =>
      rows.map((row) => key(label, row['mac'], fdbStatuses[Number(row['status'])])),
    ),
    found: devices.flatMap(({ label, facts }) => facts.filter(isFdb).map(({ mac, status }) => key(label, mac, status))),
  };
}

function without(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}

/** `lldpRows` of the whole network, `lldpRows:DEVICE` of one, by the name of its file too. */
function countOf(name: string, expected: Expected, tables: readonly Table[]): number | undefined {
  const [, table, of] = /^(lldp|cdp|ospf|isis)Rows(?::(.+))?$/.exec(name) ?? [];
  const found = tables.find((one) => one.name === table)?.found;
  if (of === undefined) return found?.length;
  const labels = expected.devices.filter(({ file, label }) => label === of || file.startsWith(of)).map(({ label }) => label);
  return found?.filter((row) => labels.some((label) => row.startsWith(`${label} | `))).length;
}

function scoreTopology(directory: string, name: string, print: (line: string) => void): number {
  const expected = JSON.parse(readFileSync(join(directory, name, 'expected.json'), 'utf8')) as Expected;
  const devices = devicesOf(expected.devices).map((walks) => readDevice(join(directory, name), walks));
  const { lldpRows, cdpRows, ospfRows, isisRows, fdb } = expected.computed;
  const tables = [
    lldpTable(lldpRows, devices),
    cdpTable(cdpRows, devices),
    ospfTable(ospfRows, devices),
    isisTable(isisRows, devices),
    fdbTable(fdb, devices),
  ];
  let wrong = 0;
  for (const table of tables) {
    const missing = without(table.expected, table.found);
    const extra = without(table.found, table.expected);
    wrong += missing.length + extra.length;
    if (table.expected.length + table.found.length === 0) continue;
    print(
      `${`${table.expected.length - missing.length}/${table.expected.length}`.padStart(9)} +${extra.length} ${table.name} ${name}`,
    );
    for (const row of missing.slice(0, 5)) print(`          missing: ${row}`);
    for (const row of extra.slice(0, 5)) print(`          too many: ${row}`);
  }
  for (const [what, count] of Object.entries(expected.asserted?.counts ?? {})) {
    const found = countOf(what, expected, tables);
    if (found === undefined || found === count) continue;
    wrong += 1;
    print(`          asserted: ${what} ${count}, found ${found}`);
  }
  return wrong;
}

/** Scores the tables of every topology below a directory; how many rows differ. */
export function scoreTopologies(directory: string, print: (line: string) => void): number {
  const names = readdirSync(directory).filter((name) => existsSync(join(directory, name, 'expected.json')));
  const wrong = names.sort().reduce((sum, name) => sum + scoreTopology(directory, name, print), 0);
  print(`${names.length} topologies, ${wrong} rows that differ`);
  return wrong;
}
