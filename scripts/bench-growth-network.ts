import { parseSnmprec } from '../src/collectors/mib/read-walk-text.ts';
import { derive } from '../src/graph/derive.ts';
import type { Observation } from '../src/model/observation.ts';
import { type FigureRow, median } from './bench-figure.ts';

/** Times as many rows, or switches, in the larger of two measurements. */
const steps = 8;
const rounds = 3;

/** CPU seconds of one call. */
function secondsOf(task: () => unknown): number {
  const started = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

const octets = (number: number): readonly number[] => [number >> 16, (number >> 8) & 255, number & 255];
const hex = (kind: number, number: number): string =>
  [2, 0, kind, ...octets(number)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
const indexMac = (kind: number, number: number): string => [2, 0, kind, ...octets(number)].join('.');
const ports = 48;

/** Interfaces of a switch and its name, as it answers them. */
function ownLines(name: string, number: number): string[] {
  const interfaces = Array.from({ length: ports }, (_, at) => at + 1).flatMap((port) => [
    `1.3.6.1.2.1.2.2.1.2.${port}|4|port ${port}`,
    `1.3.6.1.2.1.2.2.1.3.${port}|2|6`,
    `1.3.6.1.2.1.17.1.4.1.2.${port}|2|${port}`,
  ]);
  return [`1.3.6.1.2.1.1.5.0|4|${name}`, `1.3.6.1.2.1.17.1.1.0|4x|${hex(1, number)}`, ...interfaces];
}

const fdbLine = (mac: string, port: number): string => `1.3.6.1.2.1.17.4.3.1.2.${mac}|2|${port}`;

function lldpLines(port: number, row: number, chassis: number, remotePort: string): string[] {
  const cell = (column: number, value: string): string => `1.0.8802.1.1.2.1.4.1.1.${column}.0.${port}.${row}|${value}`;
  return [
    cell(4, '2|4'),
    cell(5, `4x|${hex(1, chassis)}`),
    cell(6, '2|5'),
    cell(7, `4|${remotePort}`),
    cell(9, `4|sw${chassis}`),
  ];
}

/** Tables of a device by their number of rows. */
const tables: Readonly<Record<string, (rows: number) => readonly string[]>> = {
  'learned MACs': (rows) => Array.from({ length: rows }, (_, at) => fdbLine(indexMac(5, at), 1 + (at % ports))),
  'ARP entries': (rows) =>
    Array.from({ length: rows }, (_, at) => `1.3.6.1.2.1.4.22.1.2.1.10.${octets(at).join('.')}|4x|${hex(5, at)}`),
  'LLDP neighbors': (rows) => Array.from({ length: rows }, (_, at) => lldpLines(1 + (at % ports), at + 1, at, 'port 1')).flat(),
};

function tableRow([name, make]: readonly [string, (rows: number) => readonly string[]]): FigureRow {
  const few = 10_000;
  const texts = [few, few * steps].map((rows) => [...ownLines('sw1', 1), ...make(rows)].join('\n'));
  const [small = '', large = ''] = texts;
  parseSnmprec(small);
  const before = median(Array.from({ length: rounds }, () => secondsOf(() => parseSnmprec(small))));
  const seconds = secondsOf(() => parseSnmprec(large));
  return { name: `reading ${few * steps} ${name}`, values: [large.length / 1e6 / seconds, seconds / before / steps] };
}

const branches = 8;
const parentOf = (number: number): number => Math.floor((number - 2) / branches) + 1;
const branchOf = (number: number): number => ((number - 2) % branches) + 2;

/** The port by which a switch of the tree reaches another one. */
function portTo(from: number, to: number): number {
  let [at, below] = [to, 0];
  while (at > from) [below, at] = [at, parentOf(at)];
  return at === from ? branchOf(below) : 1;
}

/** What one switch of a tree of them tells: stations of its own and of some others, and who its neighbors are. */
function switchLines(number: number, count: number, speaks: boolean): readonly string[] {
  const stations = 20;
  const others = Array.from({ length: Math.min(count, 20) }, (_, at) => ((number + at * 7) % count) + 1);
  const seen = [...new Set([number, ...others])].flatMap((other) => [
    ...(other === number ? [] : [fdbLine(indexMac(1, other), portTo(number, other))]),
    ...Array.from({ length: stations }, (_, at) =>
      fdbLine(indexMac(5, other * stations + at), other === number ? at + 12 : portTo(number, other)),
    ),
  ]);
  const told = speaks && number > 1 ? lldpLines(1, 1, parentOf(number), `port ${branchOf(number)}`) : [];
  return [...ownLines(`sw${number}`, number), ...seen, ...told];
}

function visitOf(number: number, count: number, speaks: boolean): Observation {
  const facts = parseSnmprec(switchLines(number, count, speaks).join('\n')) as Observation['facts'];
  const at = '2026-03-01T10:00:00.000Z';
  const target = `10.9.${number >> 8}.${number & 255}`;
  const visit = { target, address: target, origin: 'listed', method: 'snmp', at, fresh: true, status: 'collected' } as const;
  return { ...visit, samples: [], facts, skippedLines: 0 };
}

function deriveRow(speaks: boolean): FigureRow {
  const few = 100;
  const [small = [], large = []] = [few, few * steps].map((count) =>
    Array.from({ length: count }, (_, at) => visitOf(at + 1, count, speaks)),
  );
  const header = { id: '1', takenAt: '2026-03-01T10:00:00.000Z', toolVersion: '0', scope: [] };
  const run = (observations: readonly Observation[]): unknown =>
    derive({ header, observations, attempts: [], targetCount: observations.length, unansweredCount: 0 });
  run(small);
  const before = median(Array.from({ length: rounds }, () => secondsOf(() => run(small))));
  const seconds = secondsOf(() => run(large));
  const how = speaks ? 'that speak LLDP' : 'known by their tables alone';
  return {
    name: `the map of ${few * steps} switches ${how}, switches a second`,
    values: [(few * steps) / seconds, seconds / before / steps],
  };
}

/** Whether reading large tables of a device, and wiring many devices, takes time in proportion to their number. */
export const networkGrowth = (): readonly FigureRow[] => [
  ...Object.entries(tables).map(tableRow),
  ...[true, false].map(deriveRow),
];
