import type { FlowFact } from '../../model/flow-fact.ts';
import { ownCopy } from '../../text/intern.ts';
import { leaveOut } from './choose-rows.ts';
import type { Conversation, FlowSummary, FlowTotals } from './conversation.ts';
import type { FlowSink } from './flow-format.ts';
import { earlier, FlowGroup, type GroupKind, later, type Row } from './flow-group.ts';
import { joinOutsideTries } from './join-outside.ts';

/** Takes records one by one and holds only what they sum up to. */
export interface ConversationTable extends FlowSink {
  summary(): FlowSummary;
}

/** Conversations that are held; each takes half a kilobyte to one. */
const mostConversations = 500_000;
/** Of what there is no room for so much goes at once that making room stays rare. */
const keptShare = 0.75;
const longestSkip = 200;
/** Exporters whose sampling is told: whoever sends may call himself anything. */
const mostSampling = 256;

type Common = Pick<FlowFact, 'protocol' | 'initiator' | 'verdict' | 'unanswered' | 'through' | 'exporter'>;

function keyOf(common: Common, from: string, to: string): string {
  const { protocol, initiator = '', verdict = '', unanswered, through, exporter = '' } = common;
  const ends = `${protocol} ${from} ${to} ${initiator} ${verdict} ${exporter}`;
  if (unanswered === undefined && through === undefined) return ends;
  return `${ends} ${unanswered ?? ''} ${through === undefined ? '' : through.join(',')}`;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Set one by one: objects of one shape take less than those that are spread, and there are many. */
function copyCommon(to: Mutable<Omit<Common, 'protocol'>>, common: Omit<Common, 'protocol'>): void {
  const { initiator, verdict, unanswered, through, exporter } = common;
  if (initiator !== undefined) to.initiator = initiator;
  if (verdict !== undefined) to.verdict = verdict;
  if (unanswered !== undefined) to.unanswered = unanswered;
  if (through !== undefined) to.through = through;
  if (exporter !== undefined) to.exporter = exporter;
}

function kindOf(flow: Common, from: string, to: string): GroupKind {
  const kind: Mutable<GroupKind> = { protocol: flow.protocol, from, to };
  copyCommon(kind, flow);
  return kind;
}

function endOf(address: string, port: number): FlowFact['source'] {
  if (address === '') return port === 0 ? {} : { port };
  return port === 0 ? { address } : { address, port };
}

function conversationOf(kind: GroupKind, row: Row): Conversation {
  const { protocol, from, to } = kind;
  const { packets, bytes, first, last, records, line, record } = row;
  const [source, destination] = [endOf(from, row.sourcePort), endOf(to, row.destinationPort)];
  const made: Mutable<Conversation> = { protocol, source, destination, records, line, record };
  copyCommon(made, kind);
  if (packets !== undefined) made.packets = packets;
  if (bytes !== undefined) made.bytes = bytes;
  if (first !== undefined) made.firstSeen = first;
  if (last !== undefined) made.lastSeen = last;
  return made;
}

class Table implements ConversationTable {
  readonly #groups = new Map<string, FlowGroup>();
  #size = 0;
  readonly #most: number;
  readonly #totals = { records: 0, rejected: 0, other: 0, skipped: 0 };
  readonly #notKept = { conversations: 0, records: 0 };
  readonly #sampling = new Map<string, number>();
  #firstSkipped: FlowTotals['firstSkipped'];
  #first: string | undefined;
  #last: string | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  flow(flow: FlowFact, record: string): void {
    this.#totals.records += flow.records ?? 1;
    if (flow.verdict === 'rejected') this.#totals.rejected += flow.records ?? 1;
    if (flow.sampling !== undefined) this.#sampled(flow.exporter ?? '', flow.sampling);
    this.#first = earlier(this.#first, flow.firstSeen);
    this.#last = later(this.#last, flow.lastSeen);
    const { address: from = '' } = flow.source;
    const { address: to = '' } = flow.destination;
    if (this.#groupAt(keyOf(flow, from, to), flow, from, to).add(flow, record)) this.#size += 1;
    if (this.#size > this.#most) this.#makeRoom();
  }

  skip(line: number, text: string, reason: string): void {
    this.#totals.skipped += 1;
    this.#firstSkipped ??= { line, text: ownCopy(text.slice(0, longestSkip)), reason };
  }

  other(): void {
    this.#totals.other += 1;
  }

  #sampled(exporter: string, rate: number): void {
    const known = this.#sampling.get(exporter);
    if (known === undefined ? this.#sampling.size < mostSampling : known < rate) this.#sampling.set(exporter, rate);
  }

  #groupAt(key: string, common: Common, from: string, to: string): FlowGroup {
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = new FlowGroup(kindOf(common, from, to));
    this.#groups.set(key, group);
    return group;
  }

  /** Leaves out what varied and means nothing. */
  #collapse(): void {
    for (const group of this.#groups.values()) group.collapse();
    joinOutsideTries([...this.#groups.values()], {
      keyOf: ({ kind }) => keyOf(kind, '', kind.to),
      open: (key, { kind }) => this.#groupAt(key, kind, '', kind.to),
    });
    this.#tidy();
  }

  /** Counts again, and forgets groups nothing is left of. */
  #tidy(): void {
    this.#size = 0;
    for (const [key, { size }] of this.#groups) {
      this.#size += size;
      if (size === 0) this.#groups.delete(key);
    }
  }

  #makeRoom(): void {
    this.#collapse();
    const room = Math.floor(this.#most * keptShare);
    if (this.#size <= room) return;
    const left = leaveOut([...this.#groups.values()], this.#size - room);
    this.#notKept.conversations += left.conversations;
    this.#notKept.records += left.records;
    this.#tidy();
  }

  summary(): FlowSummary {
    this.#collapse();
    const totals = {
      ...this.#totals,
      ...(this.#firstSkipped === undefined ? {} : { firstSkipped: this.#firstSkipped }),
      notKept: { ...this.#notKept },
      ...(this.#sampling.size === 0 ? {} : { sampling: Object.fromEntries([...this.#sampling].sort()) }),
      ...(this.#first === undefined ? {} : { first: this.#first }),
      ...(this.#last === undefined ? {} : { last: this.#last }),
    };
    const conversations: Conversation[] = [];
    for (const group of this.#groups.values()) {
      for (const [, row] of group.rows()) conversations.push(conversationOf(group.kind, row));
    }
    return { totals, conversations };
  }
}

/**
 * Sums up flows as they come: by protocol, both ends, who began, verdict, who counted, and what was on the way. The port of the client
 * is left out where the record, or a reserved port against one for clients, tells which it is; any other that varied, at the end, as do
 * scans of the internet (`joinOutsideTries`). The order of the records does not matter, unless there are more conversations than
 * are held; making room for more costs a fixed number of steps a record.
 */
export const openConversations = (most = mostConversations): ConversationTable => new Table(most);
