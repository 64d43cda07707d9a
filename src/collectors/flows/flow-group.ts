import type { FlowFact } from '../../model/flow-fact.ts';
import { ownCopy } from '../../text/intern.ts';

/** What all conversations of a group have in common: everything but the ports. */
export type GroupKind = Pick<FlowFact, 'protocol' | 'initiator' | 'verdict' | 'unanswered' | 'through' | 'exporter'> & {
  /** Empty for many of the internet. */
  readonly from: string;
  readonly to: string;
};

/** One conversation while it is summed up. A port is 0 where it varied. */
export interface Row {
  sourcePort: number;
  destinationPort: number;
  records: number;
  packets: number | undefined;
  bytes: number | undefined;
  first: string | undefined;
  last: string | undefined;
  line: number;
  record: string;
}

export type PortSide = 'source' | 'destination';

/** From so many ports of one end to one port of the other: the many are a client's. */
const manyPorts = 3;
const clearly = 2;
/** Ports that only an administrator may serve at, and those all systems hand out to clients (RFC 6335, 6; ip-sysctl). */
const reserved = 1024;
const ephemeral = 32_768;
const longestRecord = 300;
const portSpace = 65_536;

/** The end whose port means nothing, where one record tells. */
function clientOf(initiator: PortSide | undefined, from: number, to: number): PortSide | undefined {
  if (initiator !== undefined) return initiator;
  if (to < reserved && from >= ephemeral) return 'source';
  return from < reserved && to >= ephemeral ? 'destination' : undefined;
}

/** Ports as one number, without that of the client. */
function portsKey(client: PortSide | undefined, from: number, to: number): number {
  if (client === 'source') return to;
  return from * portSpace + (client === 'destination' ? 0 : to);
}

const add = (a: number | undefined, b: number | undefined): number | undefined => (b === undefined ? a : (a ?? 0) + b);

export const earlier = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

export const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

const portOf = (here: number, other: number): number => (here === other ? here : 0);

/** Adds what another row of the same conversation says. */
function joinRow(row: Row, other: Row): void {
  row.sourcePort = portOf(row.sourcePort, other.sourcePort);
  row.destinationPort = portOf(row.destinationPort, other.destinationPort);
  row.records += other.records;
  row.packets = add(row.packets, other.packets);
  row.bytes = add(row.bytes, other.bytes);
  row.first = earlier(row.first, other.first);
  row.last = later(row.last, other.last);
  if (other.line < row.line) [row.line, row.record] = [other.line, other.record];
}

/** Adds a record; its text is copied only where it comes before all others. */
function joinFlow(row: Row, flow: FlowFact, record: string): void {
  const { source, destination, records = 1, packets, bytes, firstSeen, lastSeen, line = 0 } = flow;
  row.sourcePort = portOf(row.sourcePort, source.port ?? 0);
  row.destinationPort = portOf(row.destinationPort, destination.port ?? 0);
  row.records += records;
  row.packets = add(row.packets, packets);
  row.bytes = add(row.bytes, bytes);
  row.first = earlier(row.first, firstSeen);
  row.last = later(row.last, lastSeen);
  if (line < row.line) [row.line, row.record] = [line, ownCopy(record.slice(0, longestRecord))];
}

const newRow = (flow: FlowFact, record: string): Row => ({
  sourcePort: flow.source.port ?? 0,
  destinationPort: flow.destination.port ?? 0,
  records: flow.records ?? 1,
  packets: flow.packets,
  bytes: flow.bytes,
  first: flow.firstSeen,
  last: flow.lastSeen,
  line: flow.line ?? 0,
  record: ownCopy(record.slice(0, longestRecord)),
});

const countOne = (counts: Map<number, number>, key: number): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** All conversations between two addresses that differ in their ports alone. */
export class FlowGroup {
  readonly kind: GroupKind;
  /** The only row and its key, else the map: most groups of a scan have one row, and a map of its own would be most of it. */
  #only: Row | undefined;
  #onlyKey = 0;
  #many: Map<number, Row> | undefined;
  /** Something came since ports were last left out. */
  #isNew = true;

  constructor(kind: GroupKind) {
    this.kind = kind;
  }

  get size(): number {
    return this.#many?.size ?? (this.#only === undefined ? 0 : 1);
  }

  /** Nothing came back: a filter rejected it, or nobody answered. */
  get isTry(): boolean {
    return this.kind.verdict === 'rejected' || this.kind.unanswered === true;
  }

  /** With the number that `remove` takes. */
  *rows(): Generator<readonly [key: number, row: Row]> {
    if (this.#many !== undefined) yield* this.#many;
    else if (this.#only !== undefined) yield [this.#onlyKey, this.#only];
  }

  at(key: number): Row | undefined {
    if (this.#many !== undefined) return this.#many.get(key);
    return this.#onlyKey === key ? this.#only : undefined;
  }

  #put(key: number, row: Row): void {
    if (this.#many === undefined && this.#only === undefined) {
      [this.#only, this.#onlyKey] = [row, key];
      return;
    }
    this.#many ??= new Map([[this.#onlyKey, this.#only ?? row]]);
    this.#many.set(key, row);
    this.#only = undefined;
  }

  /** @returns true where it is a conversation of its own */
  add(flow: FlowFact, record: string): boolean {
    const [from, to] = [flow.source.port ?? 0, flow.destination.port ?? 0];
    const key = portsKey(clientOf(this.kind.initiator, from, to), from, to);
    const row = this.at(key);
    if (row !== undefined) {
      joinFlow(row, flow, record);
      return false;
    }
    this.#put(key, newRow(flow, record));
    this.#isNew = true;
    return true;
  }

  /** Joins a row to that of the same destination port, from whatever port it came. */
  take(row: Row, destinationPort: number): void {
    const known = this.at(destinationPort);
    if (known !== undefined) joinRow(known, row);
    else this.#put(destinationPort, row);
    const joined = known ?? row;
    joined.sourcePort = 0;
    joined.destinationPort = destinationPort;
  }

  remove(key: number): void {
    if (this.#many !== undefined) this.#many.delete(key);
    else if (this.#onlyKey === key) this.#only = undefined;
  }

  /**
   * Leaves out the ports of clients that used several. What was rejected proves no server: its destinations stay.
   * Where records say who began that is done already.
   */
  collapse(): void {
    const rows = this.#many;
    if (!this.#isNew || this.kind.initiator !== undefined || rows === undefined || rows.size < manyPorts) return;
    this.#isNew = false;
    const [toPort, fromPort] = [new Map<number, number>(), new Map<number, number>()];
    for (const { sourcePort, destinationPort } of rows.values()) {
      if (sourcePort !== 0) countOne(toPort, destinationPort);
      if (destinationPort !== 0) countOne(fromPort, sourcePort);
    }
    const joined = new Map<number, Row>();
    for (const row of rows.values()) {
      const { sourcePort, destinationPort } = row;
      const varied = this.#variedSide(row, toPort.get(destinationPort) ?? 0, fromPort.get(sourcePort) ?? 0);
      const key = portsKey(varied ?? clientOf(undefined, sourcePort, destinationPort), sourcePort, destinationPort);
      const known = joined.get(key);
      if (known === undefined) joined.set(key, row);
      else joinRow(known, row);
    }
    this.#many = joined;
  }

  /** The side that talked from several ports to one of the other; the port of a side that is left out already varied. */
  #variedSide({ sourcePort, destinationPort }: Row, from: number, to: number): PortSide | undefined {
    if (sourcePort === 0) return 'source';
    if (destinationPort === 0) return 'destination';
    if (from >= manyPorts && from >= clearly * to) return 'source';
    return this.kind.verdict !== 'rejected' && to >= manyPorts && to >= clearly * from ? 'destination' : undefined;
  }
}
