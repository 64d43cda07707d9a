import type { Report, ReportTable } from '../model/report.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type CoverageDocument, type CoverageExtras, coverage, type UnreadableLine } from './coverage.ts';
import { wayLines, wayLists } from './coverage-ways.ts';
import { count, indexEstate } from './estate.ts';
import { naturally } from './natural-order.ts';
import { samplingText } from './sampling-text.ts';
import { ago, clock } from './time-text.ts';

/** Longest lists a person reads; the document holds them whole. */
const most = 20;

/** `12 of 40 (30%)`, `8 of 11 (72.7%)`: cut to a decimal, as `--min` measures it. */
const shareText = (part: number, whole: number): string =>
  whole === 0 ? 'none' : `${part} of ${whole} (${Math.floor((part * 1000) / whole) / 10}%)`;

/** What exporters of flows sent, where somebody listened, and what of it is missing. */
function datagramLines({ datagrams }: CoverageDocument): string[] {
  if (datagrams === undefined) return [];
  const { received, lost, dropped, unreadable, withoutTemplate, refused } = datagrams;
  const missing = [
    ...(lost === 0 ? [] : [`${lost} lost on the way`]),
    ...(dropped === 0 ? [] : [`no room for ${dropped}`]),
    ...(unreadable === 0 ? [] : [`${unreadable} nobody could read`]),
    ...(withoutTemplate === 0 ? [] : [`${count(withoutTemplate, 'set')} of records without a template`]),
    ...(refused === 0 ? [] : [`${refused} of others left out`]),
  ];
  return [`datagrams of flows: ${[`${received} received`, ...missing].join(', ')}`];
}

const configuredText = ({ edgesConfigured = 0 }: CoverageDocument): string =>
  edgesConfigured === 0 ? '' : ` seen, ${edgesConfigured} more only configured`;

type StaleHosts = CoverageDocument['staleHosts'];

/** An import asks nobody: hosts it tells nothing of are as the last scan saw them, and in no list of what to mend. */
const wasAsked = ({ status }: StaleHosts[number]): boolean => status !== 'collected';

function staleLines(staleHosts: StaleHosts, asksNobody: boolean): string[] {
  if (staleHosts.length === 0) return [];
  return asksNobody && !staleHosts.some(wasAsked)
    ? [`hosts as they were seen before: ${staleHosts.length} (this time nobody was asked, files were read)`]
    : [`hosts with older evidence: ${staleHosts.length}`];
}

function summaryOf(document: CoverageDocument, asksNobody: boolean): string[] {
  const { targets, collected, unanswered, failed, edges, skippedLines, staleHosts, listedNotScanned = 0 } = document;
  const { flowRecords = 0, flowRecordsRejected = 0, flowSampling } = document;
  return [
    `targets: ${targets} in scope, ${collected} collected, ${failed.length} failed, ${unanswered} swept without an answer`,
    `dependencies: ${edges}${configuredText(document)}; seen from both sides ${shareText(document.edgesSeenFromBothSides, edges)}; ` +
      `process known at both ends ${shareText(document.edgesWithBothProcesses, edges)}`,
    ...document.failures.map(({ status, count, meaning, remedy }) => `${count} ${status}: ${meaning}; ${remedy}`),
    ...wayLines(document),
    ...peersLines(document),
    ...(listedNotScanned === 0 ? [] : [`listed by an inventory, never looked at: ${listedNotScanned}`]),
    ...staleLines(staleHosts, asksNobody),
    ...(flowRecords === 0 ? [] : [`flow records: ${flowRecords}, of which rejected ${flowRecordsRejected}`]),
    ...(flowSampling === undefined ? [] : [`flow records of up to ${samplingText(flowSampling)}`]),
    ...datagramLines(document),
    ...(skippedLines === 0 ? [] : [`lines of raw output nobody could read: ${skippedLines}`]),
    ...(document.snapshot.interrupted === true ? ['the scan was interrupted: run it again for the rest'] : []),
  ];
}

/** A list cut at what a person reads, with a title that says so. */
function listTable(
  title: string,
  total: number,
  columns: ReportTable['columns'],
  rows: ReportTable['rows'],
  longest = most,
): ReportTable[] {
  if (total === 0) return [];
  const cut = total > longest ? `, the first ${longest} of ${total} (all of them with --json)` : '';
  return [{ title: `${title}${cut}`, columns, rows: rows.slice(0, longest) }];
}

const failureTables = ({ failed }: CoverageDocument): ReportTable[] =>
  listTable(
    'Failed targets',
    failed.length,
    [{ name: 'target' }, { name: 'status' }, { name: 'message', shrink: 1, wrap: true }],
    failed.toSorted((a, b) => naturally(a.target, b.target)).map(({ target, status, message }) => [target, status, message]),
  );

const wayTables = (document: CoverageDocument): ReportTable[] =>
  wayLists(document).flatMap(([title, columns, rows]) => listTable(title, rows.length, columns, rows));

/**
 * `peers never looked at: 3 with private addresses, 1 outside`, and a line for those nobody saw. A peer is at an end of a dependency
 * somebody saw, listed or not: the number is that of the scan's summary.
 */
function peersLines({ peers, peersNotScanned }: CoverageDocument): string[] {
  const amount = (holds: (peer: CoverageDocument['peers'][number]) => boolean): number => peers.filter(holds).length;
  const parts = (texts: readonly (readonly [amount: number, text: string])[]): string =>
    texts.flatMap(([number, text]) => (number > 0 ? [`${number} ${text}`] : [])).join(', ');
  const seen = parts([
    [peersNotScanned, 'with private addresses'],
    [amount(({ kind, knownFrom }) => knownFrom === undefined && kind === 'external'), 'outside'],
  ]);
  const told = parts([
    [amount(({ knownFrom }) => knownFrom === 'configuration'), 'only named in configurations'],
    [amount(({ knownFrom }) => knownFrom === 'hypervisor'), 'only told of by hypervisors'],
    [amount(({ knownFrom }) => knownFrom === 'neighbor'), 'only told of by network devices'],
  ]);
  return [...(seen === '' ? [] : [`peers never looked at: ${seen}`]), ...(told === '' ? [] : [`hosts nobody saw: ${told}`])];
}

const knownAs = {
  peer: 'peer',
  configuration: 'configured',
  hypervisor: 'guest',
  inventory: 'listed',
  neighbor: 'neighbor',
} as const;

function blindTables(
  { peers, hostsWithoutProcesses, staleHosts, snapshot }: CoverageDocument,
  asksNobody: boolean,
): ReportTable[] {
  const stale = asksNobody ? staleHosts.filter(wasAsked) : staleHosts;
  const arrows = { name: 'dependencies', align: 'right' as const };
  return [
    ...listTable(
      'Hosts never looked at: scan those of them that are yours',
      peers.length,
      [{ name: 'host', shrink: 1 }, { name: 'kind' }, { name: 'known as' }, arrows],
      peers.map(({ name, kind, knownFrom, arrows: amount }) => [name, kind, knownAs[knownFrom ?? 'peer'], String(amount)]),
    ),
    ...listTable(
      'Processes not named on hosts that were read: log in as root there, or allow sudo -n for the listed commands',
      hostsWithoutProcesses.length,
      [
        { name: 'host', shrink: 1 },
        { name: 'ends without a process', align: 'right' },
      ],
      hostsWithoutProcesses.map(({ name, ends }) => [name, String(ends)]),
    ),
    ...listTable(
      'Older evidence',
      stale.length,
      [{ name: 'host', shrink: 1 }, { name: 'last looked at' }, { name: 'before this snapshot' }, { name: 'why' }],
      stale.map(({ name, at, status }) => [
        name,
        clock(at),
        ago(at, new Date(snapshot.takenAt)).replace(/ ago$/, ''),
        status === 'collected' ? 'not asked' : status,
      ]),
    ),
  ];
}

/** `core1 (from core1), core1 (from netbox:7@inventory:north)` */
const hostsText = (hosts: readonly { readonly name: string; readonly from?: string }[]): string =>
  hosts.map(({ name, from }) => (from === undefined || from === name ? name : `${name} (from ${from})`)).join(', ');

const twiceTables = ({ sharedAddresses = [], sharedNames = [] }: CoverageDocument): ReportTable[] => [
  ...listTable(
    'Addresses told of several hosts: one of them has another, or a file is of the other',
    sharedAddresses.length,
    [{ name: 'address' }, { name: 'hosts', shrink: 1, wrap: true }],
    sharedAddresses.map(({ address, hosts }) => [address, hostsText(hosts)]),
  ),
  ...listTable(
    'Hosts of one name, of which one told no address: if they are one, import it again with --address',
    sharedNames.length,
    [{ name: 'name' }, { name: 'hosts', shrink: 1, wrap: true }],
    sharedNames.map(({ name, hosts }) => [name, hostsText(hosts)]),
  ),
];

/** The lines somebody asked to see, which are more than what fits beside the rest. */
const mostLines = 200;

function unreadableTables({ unreadable = [] }: CoverageDocument): ReportTable[] {
  const isLine = ({ unit }: UnreadableLine): boolean => unit === undefined;
  const datagrams = unreadable.filter((line) => !isLine(line));
  return [
    ...unreadableTable('Lines nobody could read: please report what a healthy host printed', unreadable.filter(isLine)),
    ...unreadableTable('Datagrams nobody could read: see that only exporters of NetFlow and IPFIX send here', datagrams),
  ];
}

const unreadableTable = (title: string, unreadable: readonly UnreadableLine[]): ReportTable[] =>
  listTable(
    title,
    unreadable.length,
    [
      { name: 'target' },
      { name: 'collector' },
      { name: 'line', align: 'right' },
      { name: 'why', shrink: 1 },
      { name: 'text', shrink: 2 },
    ],
    unreadable.map(({ target, collector, line, reason, text, count: lines }) => [
      ...[target, collector, String(line)],
      lines === undefined ? reason : `${lines} ${reason}`,
      text,
    ]),
    mostLines,
  );

/** `map coverage`: what was not seen, why, and what to do. */
export function reportCoverage(
  snapshot: Snapshot,
  extras: CoverageExtras = {},
): Report & { readonly document: CoverageDocument } {
  const document = coverage(indexEstate(snapshot), extras);
  const { asksNobody = false } = extras;
  return {
    title: `Coverage of snapshot ${document.snapshot.id}`,
    summary: summaryOf(document, asksNobody),
    tables: [
      ...failureTables(document),
      ...wayTables(document),
      ...blindTables(document, asksNobody),
      ...twiceTables(document),
      ...unreadableTables(document),
    ],
    document,
    findings: document.failed.length > 0,
  };
}
