import type { Fact } from '../src/model/fact.ts';
import { readAddress } from '../src/text/address.ts';
import { canonicalMac } from '../src/text/mac.ts';
import { maskLength } from '../src/text/prefix.ts';

/** One row of a table, each cell by its name; unknown cells are null. */
export type Row = Readonly<Record<string, string | number | null>>;
type Raw = Readonly<Record<string, unknown>>;

/** A table of a `.facts.json` file, and the facts that tell the same. */
export interface Table {
  readonly name: string;
  /** Cells that count only where the decode knows them: it reads fewer columns than we do. */
  readonly known?: readonly string[];
  /** Where the decode looks for its rows; absent where that is where we look too. */
  readonly mibs?: readonly string[];
  expected(document: Raw): readonly Row[];
  told(facts: readonly Fact[]): readonly Row[];
}

const text = (value: unknown): string | null => {
  const clean = typeof value === 'string' ? value.replace(/(?![\t\r\n])\p{Cc}/gu, '').trim() : '';
  return clean === '' ? null : clean;
};
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const mac = (value: unknown): string | null => canonicalMac(String(value ?? '')) ?? null;
const address = (value: unknown): string | null => readAddress(String(value ?? ''))?.address ?? null;
const rowsIn = (document: Raw, name: string): readonly Raw[] => (document[name] ?? []) as readonly Raw[];
const unique = (rows: readonly Row[]): readonly Row[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];

/** Names of interfaces by their indexes, as a device calls them. */
function portNames(document: Raw): (ifIndex: unknown) => string | null {
  const names = new Map(
    rowsIn(document, 'interfaces').map((row) => [row['ifIndex'], text(row['ifName']) ?? text(row['ifDescr'])]),
  );
  return (ifIndex) => names.get(ifIndex) ?? null;
}

const states: Readonly<Record<string, string>> = {
  synSent: 'syn-sent',
  synReceived: 'syn-recv',
  finWait1: 'fin-wait-1',
  finWait2: 'fin-wait-2',
  closeWait: 'close-wait',
  lastAck: 'last-ack',
  timeWait: 'time-wait',
};

const any = (value: unknown): string | null => {
  const read = address(value);
  return read === '0.0.0.0' || read === '::' ? 'any' : read;
};

function expectedSocket(row: Raw): Row {
  const state = String(row['state'] ?? '');
  const isConnected = state !== 'listen' && Number(row['rport'] ?? 0) > 0;
  return {
    local: `${any(row['laddr'])} ${row['lport']}`,
    remote: isConnected ? `${any(row['raddr'])} ${row['rport']}` : null,
    state: state === '' ? null : (states[state] ?? state),
  };
}

const toldSockets = (facts: readonly Fact[], protocol: string): readonly Row[] =>
  facts.flatMap((fact) =>
    fact.fact !== 'socket' || fact.protocol !== protocol
      ? []
      : [
          {
            local: `${any(fact.local.address)} ${fact.local.port ?? 0}`,
            remote: fact.remote === undefined ? null : `${any(fact.remote.address)} ${fact.remote.port}`,
            state: protocol === 'udp' ? null : (fact.state ?? null),
          },
        ],
  );

/** Processes of sockets apart: one table knows them and the other does not. */
const owners = (rows: readonly Raw[]): readonly Row[] =>
  unique(
    rows
      .filter((row) => Number(row['pid'] ?? 0) > 0)
      .map((row) => ({ local: `${any(row['laddr'])} ${row['lport']}`, pid: Number(row['pid']) })),
  );

/** The tables of hosts: what IF-MIB, IP-MIB, TCP-MIB, UDP-MIB and HOST-RESOURCES-MIB tell. */
export const hostTables: readonly Table[] = [
  {
    name: 'interfaces',
    expected: (document) =>
      rowsIn(document, 'interfaces').map((row) => ({
        index: number(row['ifIndex']),
        name: text(row['ifName']) ?? text(row['ifDescr']),
        description: text(row['ifDescr']),
        alias: text(row['ifAlias']),
        mac: mac(row['mac']),
      })),
    told: (facts) =>
      facts.flatMap((fact) =>
        fact.fact !== 'interface'
          ? []
          : [
              {
                index: fact.index ?? null,
                name: fact.name,
                description: fact.description ?? null,
                alias: fact.alias ?? null,
                mac: fact.mac ?? null,
              },
            ],
      ),
  },
  {
    name: 'ipv4',
    known: ['prefix', 'interface'],
    expected(document) {
      const portName = portNames(document);
      return rowsIn(document, 'ipv4')
        .filter((row) => row['ip'] !== '0.0.0.0')
        .map((row) => ({
          address: address(row['ip']),
          prefix: maskLength(String(row['mask'])) || null,
          interface: portName(row['ifIndex']),
        }));
    },
    told: (facts) =>
      facts.flatMap((fact) =>
        fact.fact !== 'address' || fact.address.includes(':')
          ? []
          : [{ address: fact.address, prefix: fact.prefix ?? null, interface: fact.interface ?? null }],
      ),
  },
  {
    name: 'arp',
    // ipNetToPhysicalTable, ipNetToMediaTable.
    mibs: ['1.3.6.1.2.1.4'],
    known: ['interface'],
    expected(document) {
      const portName = portNames(document);
      return unique(
        rowsIn(document, 'arp').map((row) => ({
          address: address(row['ip']),
          mac: mac(row['mac']),
          interface: portName(row['ifIndex']),
        })),
      );
    },
    told: (facts) =>
      unique(
        facts.flatMap((fact) =>
          fact.fact !== 'neighbor'
            ? []
            : [{ address: fact.address ?? null, mac: fact.mac ?? null, interface: fact.interface ?? null }],
        ),
      ),
  },
  {
    name: 'tcp',
    expected: (document) => unique(rowsIn(document, 'tcp').map(expectedSocket)),
    told: (facts) => unique(toldSockets(facts, 'tcp')),
  },
  {
    name: 'udp',
    expected: (document) => unique(rowsIn(document, 'udp').map(expectedSocket)),
    told: (facts) => unique(toldSockets(facts, 'udp')),
  },
  {
    name: 'socket owners',
    expected: (document) => owners([...rowsIn(document, 'tcp'), ...rowsIn(document, 'udp')]),
    told: (facts) =>
      unique(
        facts.flatMap((fact) =>
          fact.fact !== 'socket'
            ? []
            : fact.processes.map(({ pid }) => ({
                local: `${any(fact.local.address)} ${fact.local.port ?? 0}`,
                pid: pid ?? null,
              })),
        ),
      ),
  },
  {
    name: 'processes',
    expected: (document) => rowsIn(document, 'processes').map((row) => ({ pid: number(row['pid']), name: text(row['name']) })),
    told: (facts) => facts.flatMap((fact) => (fact.fact !== 'process' ? [] : [{ pid: fact.pid, name: fact.name ?? null }])),
  },
];
