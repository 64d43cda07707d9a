import type { FlowFact } from '../../model/flow-fact.ts';
import { ownCopy } from '../../text/intern.ts';
import type { FlowSink } from './flow-format.ts';

/** Flows of one kind between two ends, summed up. A port that varied is absent. */
export interface Conversation extends Omit<FlowFact, 'line' | 'fact'> {
  readonly records: number;
  /** Where the first of its records stands in the log, and its text, at most 300 characters. */
  readonly line: number;
  readonly record: string;
}

/** What a log came to. */
export interface FlowTotals {
  /** Records of flows. */
  readonly records: number;
  /** Of those, what a filter did not let pass. */
  readonly rejected: number;
  /** Records of something else: no data, ICMP, other events. */
  readonly other: number;
  /** Lines or objects that could not be read. */
  readonly skipped: number;
  readonly firstSkipped?: { readonly line: number; readonly text: string; readonly reason: string };
  /** What there was no room for: conversations with the fewest records. */
  readonly notKept: { readonly conversations: number; readonly records: number };
  /** Of the records that told a time. */
  readonly first?: string;
  readonly last?: string;
}

export interface FlowSummary {
  readonly totals: FlowTotals;
  /** In no order. */
  readonly conversations: readonly Conversation[];
}

/** Takes records one by one and holds only what they sum up to. */
export interface ConversationTable extends FlowSink {
  summary(): FlowSummary;
}

/** Conversations that are held; each takes up to a kilobyte. */
export const mostConversations = 500_000;
/** Of what there is no room for so much goes at once that making room stays rare. */
const keptShare = 0.75;
const longestRecord = 300;
const longestSkip = 200;
/** From so many ports of one end to one port of the other: the many are a client's. */
const manyPorts = 3;
const clearly = 2;
/** Ports that only an administrator may serve at, and those all systems hand out to clients (RFC 6335, 6; ip-sysctl). */
const reserved = 1024;
const ephemeral = 32_768;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Row = Mutable<Conversation>;
type PortSide = 'source' | 'destination';

/** The end whose port means nothing, where one record tells. */
function clientOf({ initiator, source: { port: from = 0 }, destination: { port: to = 0 } }: FlowFact): PortSide | undefined {
  if (initiator !== undefined) return initiator;
  if (to < reserved && from >= ephemeral) return 'source';
  return from < reserved && to >= ephemeral ? 'destination' : undefined;
}

function keyOf(flow: Omit<FlowFact, 'line' | 'fact'>, client: PortSide | undefined): string {
  const { protocol, source, destination, initiator = '', verdict = '', unanswered, through, exporter = '' } = flow;
  const from = client === 'source' ? '' : (source.port ?? '');
  const to = client === 'destination' ? '' : (destination.port ?? '');
  const rest = `${initiator} ${verdict} ${unanswered ?? ''} ${through === undefined ? '' : through.join(',')} ${exporter}`;
  return `${protocol} ${source.address} ${from} ${destination.address} ${to} ${rest}`;
}

const add = (a: number | undefined, b: number | undefined): number | undefined => (b === undefined ? a : (a ?? 0) + b);
const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** Adds what another record or row of the same conversation says. */
function join(row: Row, other: Omit<FlowFact, 'fact'>, record: string): void {
  if (row.source.port !== other.source.port) row.source = { address: row.source.address ?? '' };
  if (row.destination.port !== other.destination.port) row.destination = { address: row.destination.address ?? '' };
  row.records += other.records ?? 1;
  const [packets, bytes] = [add(row.packets, other.packets), add(row.bytes, other.bytes)];
  if (packets !== undefined) row.packets = packets;
  if (bytes !== undefined) row.bytes = bytes;
  const [first, last] = [earlier(row.firstSeen, other.firstSeen), later(row.lastSeen, other.lastSeen)];
  if (first !== undefined) row.firstSeen = first;
  if (last !== undefined) row.lastSeen = last;
  if ((other.line ?? 0) < row.line) [row.line, row.record] = [other.line ?? 0, record];
}

function newRow(flow: FlowFact, record: string): Row {
  const { fact: _, line = 0, ...rest } = flow;
  return { ...rest, records: flow.records ?? 1, line, record: ownCopy(record.slice(0, longestRecord)) };
}

/** How many rows are alike but for the port of one side. */
function countPorts(rows: Iterable<Row>, side: PortSide): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row[side].port === undefined) continue;
    const key = keyOf(row, side);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

class Table implements ConversationTable {
  #rows = new Map<string, Row>();
  readonly #most: number;
  readonly #totals = { records: 0, rejected: 0, other: 0, skipped: 0 };
  readonly #notKept = { conversations: 0, records: 0 };
  #firstSkipped: FlowTotals['firstSkipped'];
  #first: string | undefined;
  #last: string | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  flow(flow: FlowFact, record: string): void {
    this.#totals.records += flow.records ?? 1;
    if (flow.verdict === 'rejected') this.#totals.rejected += flow.records ?? 1;
    this.#first = earlier(this.#first, flow.firstSeen);
    this.#last = later(this.#last, flow.lastSeen);
    const key = keyOf(flow, clientOf(flow));
    const row = this.#rows.get(key);
    if (row !== undefined) {
      join(row, flow, record.slice(0, longestRecord));
      return;
    }
    this.#rows.set(key, newRow(flow, record));
    if (this.#rows.size > this.#most) this.#makeRoom();
  }

  skip(line: number, text: string, reason: string): void {
    this.#totals.skipped += 1;
    this.#firstSkipped ??= { line, text: ownCopy(text.slice(0, longestSkip)), reason };
  }

  other(): void {
    this.#totals.other += 1;
  }

  /** Leaves out the ports of clients that used several. What was rejected proves no server: its destinations stay. */
  #collapse(): void {
    const counts = {
      source: countPorts(this.#rows.values(), 'source'),
      destination: countPorts(this.#rows.values(), 'destination'),
    };
    const collapsed = new Map<string, Row>();
    for (const row of this.#rows.values()) {
      const client = row.initiator ?? variedSide(row, counts);
      const key = client === undefined ? keyOf(row, clientOf({ fact: 'flow', ...row })) : keyOf(row, client);
      const known = collapsed.get(key);
      if (known === undefined) collapsed.set(key, row);
      else join(known, row, row.record);
    }
    this.#rows = collapsed;
  }

  #makeRoom(): void {
    this.#collapse();
    const room = Math.floor(this.#most * keptShare);
    if (this.#rows.size <= room) return;
    const sorted = [...this.#rows].sort(
      ([a, one], [b, other]) => other.records - one.records || (other.bytes ?? 0) - (one.bytes ?? 0) || (a < b ? -1 : 1),
    );
    for (const [, { records }] of sorted.slice(room)) {
      this.#notKept.conversations += 1;
      this.#notKept.records += records;
    }
    this.#rows = new Map(sorted.slice(0, room));
  }

  summary(): FlowSummary {
    this.#collapse();
    const totals = {
      ...this.#totals,
      ...(this.#firstSkipped === undefined ? {} : { firstSkipped: this.#firstSkipped }),
      notKept: { ...this.#notKept },
      ...(this.#first === undefined ? {} : { first: this.#first }),
      ...(this.#last === undefined ? {} : { last: this.#last }),
    };
    return { totals, conversations: [...this.#rows.values()] };
  }
}

/** The side that talked from several ports to one of the other; the port of a side that is left out already varied. */
function variedSide(row: Row, counts: Readonly<Record<PortSide, ReadonlyMap<string, number>>>): PortSide | undefined {
  if (row.source.port === undefined) return 'source';
  if (row.destination.port === undefined) return 'destination';
  const [from, to] = [counts.source.get(keyOf(row, 'source')) ?? 0, counts.destination.get(keyOf(row, 'destination')) ?? 0];
  if (from >= manyPorts && from >= clearly * to) return 'source';
  return row.verdict !== 'rejected' && to >= manyPorts && to >= clearly * from ? 'destination' : undefined;
}

/**
 * Sums up flows as they come: by protocol, both ends, who began, verdict, who counted, and what was on the way. The port of the client
 * is left out where the record, or a reserved port against one for clients, tells which it is; any other that varied, at the end. The order of the
 * records does not matter, unless there are more conversations than are held.
 */
export const openConversations = (most = mostConversations): ConversationTable => new Table(most);
