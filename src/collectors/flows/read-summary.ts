import type { DatagramCounts, DatagramsFact, Fact, SkippedFact } from '../../model/fact.ts';
import type { FlowFact } from '../../model/flow-fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { intern, ownCopy } from '../../text/intern.ts';
import { readLines } from '../../text/lines.ts';
import { readInteger } from '../../text/scan.ts';
import { addressIn } from './make-flow.ts';
import { summaryColumns, summaryStart } from './summary-text.ts';

const headLines = 3;
/** Columns that say which conversation a row is of; what is behind them was counted. */
const keyColumns = summaryColumns.indexOf('records');
const columnCount = summaryColumns.length;
const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'dccp']);

const known = (text: string | undefined): string | undefined => (text === '-' || text === '' ? undefined : text);

function endOf(addressText: string | undefined, portText: string | undefined): FlowFact['source'] | undefined {
  const address = addressIn(addressText);
  const port = readInteger(known(portText));
  if (address === undefined || (port ?? 1) > 65_535) return undefined;
  return port === undefined ? { address } : { address, port };
}

const isProtocol = (text: string): text is FlowFact['protocol'] => protocols.has(text);

function countsOf([records, packets, bytes, first, last]: readonly (string | undefined)[]) {
  const numbers = {
    records: readInteger(known(records)),
    packets: readInteger(known(packets)),
    bytes: readInteger(known(bytes)),
  };
  return {
    ...(numbers.records === undefined ? {} : { records: numbers.records }),
    ...(numbers.packets === undefined ? {} : { packets: numbers.packets }),
    ...(numbers.bytes === undefined ? {} : { bytes: numbers.bytes }),
    ...(known(first) === undefined ? {} : { firstSeen: intern(first ?? '') }),
    ...(known(last) === undefined ? {} : { lastSeen: intern(last ?? '') }),
  };
}

function readRow(text: string, line: number): FlowFact | undefined {
  const cells = text.split('\t');
  if (cells.length < columnCount) return undefined;
  const [protocol = '', from, fromPort, to, toPort, initiator, verdict, answer, through, exporter, ...counts] = cells;
  // Without an address: many of the internet that tried the same in vain.
  const [source, destination] = [from === '-' ? {} : endOf(from, fromPort), endOf(to, toPort)];
  if (!isProtocol(protocol) || source === undefined || destination === undefined) return undefined;
  const between = (known(through) ?? '').split(',').flatMap((one) => canonicalAddress(one) ?? []);
  return {
    fact: 'flow',
    line,
    protocol,
    source,
    destination,
    ...(initiator === 'source' || initiator === 'destination' ? { initiator } : {}),
    ...(verdict === 'accepted' || verdict === 'rejected' ? { verdict } : {}),
    ...(answer === 'none' ? { unanswered: true } : {}),
    ...(between.length === 0 ? {} : { through: between }),
    ...(known(exporter) === undefined ? {} : { exporter: intern(exporter ?? '') }),
    ...countsOf(counts),
  };
}

/** What the totals of a log say beside its rows. */
interface Totals {
  /** What of the log could not be read or kept, and what became of datagrams. */
  readonly facts: readonly (SkippedFact | DatagramsFact)[];
  /** One in how many packets was looked at, by exporter. */
  readonly sampling: ReadonlyMap<string, number>;
}

const noSampling: ReadonlyMap<string, number> = new Map();
const isRate = (entry: [string, unknown]): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 1;

function readDatagrams(told: unknown): DatagramsFact[] {
  if (typeof told !== 'object' || told === null) return [];
  const counts = told as Readonly<Record<string, unknown>>;
  const read = (key: keyof DatagramCounts): number => {
    const value = counts[key];
    return typeof value === 'number' && value > 0 ? value : 0;
  };
  const datagrams = {
    received: read('received'),
    lost: read('lost'),
    dropped: read('dropped'),
    unreadable: read('unreadable'),
    withoutTemplate: read('withoutTemplate'),
    refused: read('refused'),
  };
  return [{ fact: 'datagrams', datagrams }];
}

function readTotals(text: string, line: number): Totals {
  try {
    const { datagrams, skipped, firstSkipped, sampling } = JSON.parse(text) as {
      datagrams?: unknown;
      skipped?: unknown;
      firstSkipped?: { text?: unknown; reason?: unknown };
      sampling?: Readonly<Record<string, unknown>>;
    };
    const rates = new Map(Object.entries(sampling ?? {}).filter(isRate));
    const received = readDatagrams(datagrams);
    if (typeof skipped !== 'number' || skipped < 1) return { facts: received, sampling: rates };
    const [example, reason] = [
      String(firstSkipped?.text ?? '').slice(0, 200),
      String(firstSkipped?.reason ?? 'unreadable').slice(0, 200),
    ];
    const unit = received.length === 0 ? {} : ({ unit: 'datagram' } as const);
    const unread: SkippedFact = { fact: 'skipped', line, text: example, reason, count: skipped, ...unit };
    return { facts: [...received, unread], sampling: rates };
  } catch {
    const unread: SkippedFact = { fact: 'skipped', line, text: text.slice(0, 200), reason: 'not the totals of a log of flows' };
    return { facts: [unread], sampling: noSampling };
  }
}

function withSampling(fact: Counted, sampling: ReadonlyMap<string, number>): Counted {
  const rate = sampling.get(fact.exporter ?? '');
  return rate === undefined ? fact : { ...fact, sampling: rate };
}

type Counted = { -readonly [Key in keyof FlowFact]: FlowFact[Key] };

/** Conversations that other summaries of the same source told of already, by their first columns. */
export type KnownFlows = Map<string, Counted>;

/** The columns of a row that say which conversation it is of, with the tab behind them; nothing where it is cut short. */
function keyOf(line: string): string | undefined {
  let at = -1;
  for (let column = 0; column < keyColumns; column += 1) {
    at = line.indexOf('\t', at + 1);
    if (at === -1) return undefined;
  }
  return line.slice(0, at + 1);
}

const sumOf = (a: number | undefined, b: number | undefined): number | undefined => (b === undefined ? a : (a ?? 0) + b);

/** Adds what a row counts to what is known of its conversation; times are kept only where they are new. */
function addCounts(flow: Counted, [records, packets, bytes, first, last]: readonly (string | undefined)[]): void {
  flow.records = (flow.records ?? 1) + (readInteger(known(records)) ?? 1);
  const [allPackets, allBytes] = [sumOf(flow.packets, readInteger(known(packets))), sumOf(flow.bytes, readInteger(known(bytes)))];
  if (allPackets !== undefined) flow.packets = allPackets;
  if (allBytes !== undefined) flow.bytes = allBytes;
  const [firstSeen, lastSeen] = [known(first), known(last)];
  if (firstSeen !== undefined && (flow.firstSeen === undefined || firstSeen < flow.firstSeen)) flow.firstSeen = intern(firstSeen);
  if (lastSeen !== undefined && (flow.lastSeen === undefined || lastSeen > flow.lastSeen)) flow.lastSeen = intern(lastSeen);
}

/** True where a row is of a conversation that is known: what it counts is added there. */
function joinsKnown(line: string, flows: KnownFlows, sampling: ReadonlyMap<string, number>): boolean {
  const key = keyOf(line);
  const flow = key === undefined ? undefined : flows.get(key);
  if (key === undefined || flow === undefined) return false;
  const counts = line.slice(key.length).split('\t', columnCount - keyColumns);
  if (counts.length < columnCount - keyColumns) return false;
  addCounts(flow, counts);
  const rate = sampling.size === 0 ? undefined : sampling.get(flow.exporter ?? '');
  if (rate !== undefined && rate > (flow.sampling ?? 1)) flow.sampling = rate;
  return true;
}

/**
 * Reads what `writeSummary` wrote.
 * @param flows what summaries of the same source told before: a conversation that is among it is counted there and is no fact
 *   again. A month of hourly logs says the same 720 times.
 */
export function parseSummary(text: string, flows?: KnownFlows): readonly Fact[] {
  const list = factList();
  let sampling = noSampling;
  for (const { number, text: line } of readLines(text)) {
    if (number <= headLines) {
      if (number === 1 && line !== summaryStart) list.skip(number, line, 'not a summary of flows');
      else if (number === 2) {
        const totals = readTotals(line, number);
        list.facts.push(...totals.facts);
        ({ sampling } = totals);
      }
      continue;
    }
    if (flows !== undefined && joinsKnown(line, flows, sampling)) continue;
    const row = readRow(line, number);
    const fact = row === undefined || sampling.size === 0 ? row : withSampling(row, sampling);
    if (fact !== undefined) {
      list.facts.push(fact);
      flows?.set(ownCopy(keyOf(line) ?? ''), fact);
    } else if (line !== '') list.skip(number, line, 'not a conversation');
  }
  return list.facts;
}

/** The section an import of a log of flows keeps. */
export const flowSummary = {
  id: 'flows.summary',
  group: 'flows',
  rank: 1,
  about: 'others',
  parse: (text: string): readonly Fact[] => parseSummary(text),
} as const;
