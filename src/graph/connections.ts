import type { Endpoint } from '../model/endpoint.ts';
import type { FourTuple } from '../model/evidence.ts';
import type { SocketFact } from '../model/fact.ts';
import type { DirectionRule } from '../model/snapshot.ts';
import type { AddressBook, Place } from './address-book.ts';
import { type EndTranslator, type Spot, translateEnd } from './end-translator.ts';
import { type Protocol, portKey } from './protocol.ts';

/** One end of connections: a place and a port. */
export interface End {
  readonly index: number;
  readonly place: Place;
  readonly port: number;
  /** Distinct connections that end here. */
  connections: number;
  /** By the other end's index; kept at the end with the lower port, mostly the server, so that there are few of these. */
  pairs: Map<number, Connection | null> | undefined;
}

/** How far a connection is known to have come: tried, over when looked at (TIME-WAIT), or open. */
export const phases = { attempted: 0, over: 1, open: 2 } as const;
export type Phase = (typeof phases)[keyof typeof phases];

/** A connection as the socket table of one of its ends shows it. */
export interface Half {
  /** Node whose table it is. */
  readonly node: number;
  /** Network namespace whose table it is: `Place.space`. */
  readonly space: number;
  /** Position of the service that holds the socket, or -1. */
  service: number;
  /** The furthest state seen. */
  phase: Phase;
  /** The handshake state proves the side: it asked, or was asked. */
  proof: 'client' | 'server' | undefined;
  /** The samples that showed it, one bit each. */
  seen: bigint;
  bytes: number | undefined;
  rttMs: number | undefined;
  uid: number | undefined;
  /** First row that showed it: position of the sample in the estate, and the line. */
  readonly sample: number;
  readonly line: number | undefined;
  /** Position of the last sample that showed it. */
  lastSample: number;
}

export type Side = 'low' | 'high';

/** Who is the server of a connection, and the rule that decided it. */
export interface Direction {
  readonly server: Side;
  readonly rule: DirectionRule;
}

/** A pair of ends; `low` is the end met first. */
export interface Connection {
  readonly protocol: Protocol;
  readonly low: End;
  readonly high: End;
  lowHalf: Half | undefined;
  highHalf: Half | undefined;
  /** Nodes of hosts that translated one of its ends; absent for nearly all. */
  via?: Set<number>;
  /** Set once all connections are known. */
  direction: Direction | undefined;
}

/** Where in the evidence a row stands: which sample it is in. */
export interface SamplePosition {
  readonly node: number;
  readonly sample: number;
  /** The sample's bit among those of its host. */
  readonly bit: bigint;
}

export interface ConnectionTable {
  readonly connections: readonly Connection[];
  /**
   * Leaves the connection out, whoever shows it: it is the scan's own. So are closed ones (TIME-WAIT) between the
   * same client and the same login port: what a scan of a minute ago left behind.
   */
  exclude(node: number, tuple: FourTuple): void;
  /** Adds one row; `service` is the position of the service that holds it, or -1. */
  add(row: SamplePosition, socket: SocketFact, service: number): void;
}

/** States of a socket that has no peer, or no longer. */
const unpaired: ReadonlySet<SocketFact['state']> = new Set(['listen', 'closed', 'bound', 'unconnected']);

class Table implements ConnectionTable {
  readonly connections: Connection[] = [];
  readonly #book: AddressBook;
  readonly #translators: readonly EndTranslator[];
  readonly #ends = new Map<number, End>();
  /** Places that scans came from, by the index of the login port's end. */
  readonly #scanners = new Map<number, Set<number>>();

  constructor(book: AddressBook, translators: readonly EndTranslator[]) {
    this.#book = book;
    this.#translators = translators;
  }

  exclude(node: number, tuple: FourTuple): void {
    const [localSpot, remoteSpot] = [
      this.#spotAt(node, { address: tuple.localAddress, port: tuple.localPort }),
      this.#spotAt(node, { address: tuple.remoteAddress, port: tuple.remotePort }),
    ];
    const local = localSpot && this.#endAt('tcp', localSpot);
    const remote = remoteSpot && this.#endAt('tcp', remoteSpot);
    if (local === undefined || remote === undefined) return;
    if (keeps(local, remote)) pairsOf(local).set(remote.index, null);
    else pairsOf(remote).set(local.index, null);
    const scanners = this.#scanners.get(local.index);
    if (scanners === undefined) this.#scanners.set(local.index, new Set([remote.place.id]));
    else scanners.add(remote.place.id);
  }

  #isOldLogin(a: End, b: End): boolean {
    return this.#scanners.get(a.index)?.has(b.place.id) === true || this.#scanners.get(b.index)?.has(a.place.id) === true;
  }

  add(row: SamplePosition, socket: SocketFact, service: number): void {
    const { protocol, local, remote, state } = socket;
    if (remote === undefined || unpaired.has(state) || socket.truncated === true) return;
    const near = this.#spotAt(row.node, local, socket);
    const far = this.#spotAt(row.node, remote, socket);
    if (near === undefined || far === undefined) return;
    const [from, to] = [
      translateEnd(this.#translators, protocol, near, far, true),
      translateEnd(this.#translators, protocol, far, near, false),
    ];
    const [here, there] = [this.#endAt(protocol, from), this.#endAt(protocol, to)];
    if (here === there) return;
    if (state === 'time-wait' && this.#isOldLogin(here, there)) return;
    const connection = this.#connectionOf(protocol, here, there);
    if (connection === undefined) return;
    for (const { via } of [from, to]) if (via !== undefined) connection.via = (connection.via ?? new Set()).add(via);
    const side = connection.low === here ? 'lowHalf' : 'highHalf';
    const half = connection[side];
    const space = this.#book.spaceOf(row.node, socket.netns);
    if (half === undefined) connection[side] = newHalf(row, space, socket, service);
    else updateHalf(half, row, socket, service);
  }

  #spotAt(node: number, { address, port }: Endpoint, at?: Pick<SocketFact, 'interface' | 'netns'>): Spot | undefined {
    if (address === undefined || port === undefined || port === 0) return undefined;
    const place = this.#book.locate(node, address, at?.interface, at?.netns);
    return place === undefined ? undefined : { place, port };
  }

  #endAt(protocol: Protocol, { place, port }: Spot): End {
    const key = portKey(place.id, protocol, port);
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const end: End = { index: this.#ends.size, place, port, connections: 0, pairs: undefined };
    this.#ends.set(key, end);
    return end;
  }

  #connectionOf(protocol: Protocol, a: End, b: End): Connection | undefined {
    const keeper = keeps(a, b) ? a : b;
    const pairs = pairsOf(keeper);
    const other = keeper === a ? b : a;
    const known = pairs.get(other.index);
    if (known !== undefined) return known ?? undefined;
    const low = a.index < b.index ? a : b;
    const high = low === a ? b : a;
    const connection: Connection = { protocol, low, high, lowHalf: undefined, highHalf: undefined, direction: undefined };
    low.connections++;
    high.connections++;
    pairs.set(other.index, connection);
    this.connections.push(connection);
    return connection;
  }
}

/** True where `a` keeps the connections it has with `b`. */
const keeps = (a: End, b: End): boolean => (a.port === b.port ? a.index < b.index : a.port < b.port);

function pairsOf(end: End): Map<number, Connection | null> {
  end.pairs ??= new Map();
  return end.pairs;
}

function proofIn(state: SocketFact['state']): Half['proof'] {
  if (state === 'syn-sent') return 'client';
  return state === 'syn-recv' ? 'server' : undefined;
}

function phaseIn(state: SocketFact['state']): Phase {
  if (state === 'syn-sent' || state === 'syn-recv') return phases.attempted;
  return state === 'time-wait' ? phases.over : phases.open;
}

function bytesOf({ bytesSent, bytesReceived }: SocketFact): number | undefined {
  return bytesSent === undefined && bytesReceived === undefined ? undefined : (bytesSent ?? 0) + (bytesReceived ?? 0);
}

/** The larger one of what is known. */
export const largest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

function newHalf(row: SamplePosition, space: number, socket: SocketFact, service: number): Half {
  const proof = proofIn(socket.state);
  return {
    node: row.node,
    space,
    service,
    phase: phaseIn(socket.state),
    proof,
    seen: row.bit,
    bytes: bytesOf(socket),
    rttMs: socket.rttMs,
    uid: uidOf(socket),
    sample: row.sample,
    line: socket.line,
    lastSample: row.sample,
  };
}

/** The kernel forgets the owner of a socket with its inode and then shows user 0. */
const uidOf = ({ uid, inode }: SocketFact): number | undefined => (inode === undefined || inode === 0 ? undefined : uid);

/** The same connection in a later sample, or in a second visit to the host. */
function updateHalf(half: Half, row: SamplePosition, socket: SocketFact, service: number): void {
  // Of two hosts that claim one end only the first is believed.
  if (half.node !== row.node) return;
  const proof = proofIn(socket.state);
  if (half.service === -1) half.service = service;
  const phase = phaseIn(socket.state);
  if (phase > half.phase) half.phase = phase;
  half.proof ??= proof;
  half.seen |= row.bit;
  half.bytes = largest(half.bytes, bytesOf(socket));
  half.rttMs = socket.rttMs ?? half.rttMs;
  half.uid ??= uidOf(socket);
  half.lastSample = row.sample;
}

/** Opens the table of connections. `translators` tell of ends that are elsewhere than they seem, the first first. */
export const openConnectionTable = (book: AddressBook, translators: readonly EndTranslator[] = []): ConnectionTable =>
  new Table(book, translators);
