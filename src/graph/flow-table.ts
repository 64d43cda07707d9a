import type { FlowFact } from '../model/flow-fact.ts';
import type { Observation, ToldFlow, Witness } from '../model/observation.ts';
import type { AddressBook, Place } from './address-book.ts';
import type { Connection, Direction, End } from './connections.ts';
import type { Spot } from './end-translator.ts';
import { FlowCounts } from './flow-counts.ts';
import { type Protocol, portKey } from './protocol.ts';

/** Both directions of what was seen between two ends, by whoever saw it. */
export interface FlowConversation {
  /** The ends in the form the rules of direction look at; nobody's socket table is behind it. */
  readonly connection: Connection;
  /** Records that say that the end began. */
  readonly began: { low: number; high: number };
  /** Which ends sent something that was counted. */
  readonly sentBy: { low: boolean; high: boolean };
  /** Something passed, and not only a try. */
  answered: boolean;
  /** The tracker of a host on the way told it. */
  tracked: boolean;
  /** New to the snapshot before. */
  isNews: boolean;
  first: string;
  last: string;
  readonly counts: FlowCounts;
  /** Nodes of known hosts on the way, where there are any. */
  via: Set<number> | undefined;
  readonly witnesses: Witness[];
  /** Who asked whom, as far as it is decided yet. */
  direction: Direction | undefined;
}

/** What flows are read against. */
export interface FlowPlaces {
  readonly book: AddressBook;
  /** Where an end really is, as `peer` reaches it. */
  translate(protocol: Protocol, end: Spot, peer: Spot): Spot;
}

/** Rows behind an arrow that are kept. */
const mostWitnesses = 5;
/** More ends than any map has: two of their numbers make one. */
const mostEnds = 2 ** 26;
/** A port that varied stands for at least so many ends; see the summing up of logs. */
const endsOfMany = 3;

type Located = Pick<FlowFact, 'protocol'> & { readonly from: Spot; readonly to: Spot };

function addVia(conversation: FlowConversation, node: number): void {
  conversation.via ??= new Set();
  conversation.via.add(node);
}

class Table {
  readonly conversations = new Map<number, FlowConversation>();
  readonly #ends = new Map<number, End>();
  readonly #places: FlowPlaces;

  constructor(places: FlowPlaces) {
    this.#places = places;
  }

  #endAt(protocol: Protocol, { place, port }: Spot): End {
    const key = portKey(place.id, protocol, port);
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const end: End = { index: this.#ends.size, place, port, connections: 0, pairs: undefined };
    this.#ends.set(key, end);
    return end;
  }

  #conversation({ protocol, from, to }: Located): { readonly conversation: FlowConversation; readonly fromLow: boolean } {
    const [a, b] = [this.#endAt(protocol, from), this.#endAt(protocol, to)];
    const [low, high] = a.index < b.index ? [a, b] : [b, a];
    // The protocol is that of both ends.
    const key = low.index * mostEnds + high.index;
    const known = this.conversations.get(key);
    if (known !== undefined) return { conversation: known, fromLow: low === a };
    low.connections += high.port === 0 ? endsOfMany : 1;
    high.connections += low.port === 0 ? endsOfMany : 1;
    const conversation: FlowConversation = {
      connection: { protocol, low, high, lowHalf: undefined, highHalf: undefined, direction: undefined },
      began: { low: 0, high: 0 },
      sentBy: { low: false, high: false },
      answered: false,
      tracked: false,
      isNews: false,
      first: '',
      last: '',
      counts: new FlowCounts(),
      via: undefined,
      witnesses: [],
      direction: undefined,
    };
    this.conversations.set(key, conversation);
    return { conversation, fromLow: low === a };
  }

  /** Adds what a record or a row of them says. */
  add(located: Located, told: Told): void {
    const { conversation, fromLow } = this.#conversation(located);
    const { flow, visit, isNews, forwarder } = told;
    const records = flow.records ?? 1;
    const side = fromLow ? 'low' : 'high';
    conversation.sentBy[side] = true;
    if (flow.initiator !== undefined) conversation.began[(flow.initiator === 'source') === fromLow ? 'low' : 'high'] += records;
    if (flow.verdict !== 'rejected' && flow.unanswered !== true) conversation.answered = true;
    if (forwarder !== undefined) {
      conversation.tracked = true;
      addVia(conversation, forwarder);
    }
    if (isNews) conversation.isNews = true;
    const [first, last] = [flow.firstSeen ?? flow.lastSeen ?? visit.at, flow.lastSeen ?? flow.firstSeen ?? visit.at];
    if (conversation.first === '' || first < conversation.first) conversation.first = first;
    if (last > conversation.last) conversation.last = last;
    const counted = { records, bytes: flow.bytes };
    conversation.counts.add(flow.exporter === undefined ? visit.target : `${visit.target} ${flow.exporter}`, side, counted);
    if (located.from.via !== undefined) addVia(conversation, located.from.via);
    if (located.to.via !== undefined) addVia(conversation, located.to.via);
    this.#addThrough(conversation, flow);
    if (conversation.witnesses.length < mostWitnesses) conversation.witnesses.push(witnessOf(told));
  }

  /** Of addresses on the way only those of known hosts are told. */
  #addThrough(conversation: FlowConversation, { through = [] }: FlowFact): void {
    for (const address of through) {
      const node = this.#places.book.ownerOf(address);
      if (node !== undefined) addVia(conversation, node);
    }
  }
}

/** A flow, and who told of it. */
interface Told {
  readonly flow: FlowFact;
  readonly visit: Observation;
  readonly collector: string;
  readonly sample: number;
  readonly isNews: boolean;
  /** The host that tells of what it forwards. */
  readonly forwarder: number | undefined;
}

const witnessOf = ({ flow: { line }, visit: { target }, collector, sample }: Told): Witness =>
  line === undefined ? { target, collector, sample, side: 'client' } : { target, collector, sample, line, side: 'client' };

const spotOf = (place: Place, port: number | undefined): Spot => ({ place, port: port ?? 0 });

/** Who observed it: something between others, or the host at this node. */
type Observer = number | undefined;

/**
 * Where the two ends are. Of what a host tracks only what it forwards between others, under addresses that mean the same to
 * everybody: its own connections its socket table shows, those of its containers their namespaces.
 */
function locateEnds({ protocol, source, destination }: FlowFact, observer: Observer, places: FlowPlaces): Located | undefined {
  const { book } = places;
  if (source.port === undefined && destination.port === undefined) return undefined;
  const find = ({ address = '' }: FlowFact['source']): Place | undefined => {
    if (observer === undefined) return book.locateBetween(address);
    const place = book.locate(observer, address);
    return place === undefined || place.node === observer || place !== book.locateBetween(address) ? undefined : place;
  };
  const [from, to] = [find(source), find(destination)];
  if (from === undefined || to === undefined) return undefined;
  const [seemingFrom, seemingTo] = [spotOf(from, source.port), spotOf(to, destination.port)];
  const [realFrom, realTo] = [
    source.port === undefined ? seemingFrom : places.translate(protocol, seemingFrom, seemingTo),
    destination.port === undefined ? seemingTo : places.translate(protocol, seemingTo, seemingFrom),
  ];
  return realFrom.place.node === realTo.place.node ? undefined : { protocol, from: realFrom, to: realTo };
}

/** Who told of flows. */
export interface FlowObserver {
  readonly visit: Observation;
  readonly node: Observer;
  readonly isNews: boolean;
}

/** Number of the section a flow stands in, where there are several of one reader. */
const sampleOf = ({ sample = 1 }: ToldFlow): number => sample;

/** Reads all flows there is evidence of. What has no two ends (groups, broadcasts, one host talking to itself) is left out. */
export function readFlows(observers: readonly FlowObserver[], places: FlowPlaces): readonly FlowConversation[] {
  const table = new Table(places);
  for (const { visit, node, isNews } of observers) {
    for (const told of visit.flows ?? []) {
      const { collector, flow } = told;
      const located = locateEnds(flow, node, places);
      if (located === undefined) continue;
      table.add(located, { flow, visit, collector, sample: sampleOf(told), isNews, forwarder: node });
    }
  }
  return [...table.conversations.values()];
}
