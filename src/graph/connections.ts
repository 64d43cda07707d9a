import type { FourTuple } from '../model/evidence.ts';
import type { SocketFact } from '../model/fact.ts';
import type { AddressBook, Place } from './address-book.ts';

/** One end of connections: a place and a port. */
export interface End {
  readonly index: number;
  readonly place: Place;
  readonly port: number;
  /** Distinct connections that end here. */
  connections: number;
}

/** A connection as the socket table of one of its ends shows it. */
export interface Half {
  /** Node whose table it is. */
  readonly node: number;
  /** Position of the service that holds the socket, or -1. */
  service: number;
  /** Only states before an answer were seen. */
  attempted: boolean;
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

/** A pair of ends; `low` is the end met first. */
export interface Connection {
  readonly protocol: SocketFact['protocol'];
  readonly low: End;
  readonly high: End;
  lowHalf?: Half;
  highHalf?: Half;
}

/** Where in the evidence a row stands. */
export interface RowPosition {
  readonly node: number;
  readonly sample: number;
  /** The sample's bit among those of its host. */
  readonly bit: bigint;
}

export interface ConnectionTable {
  readonly connections: readonly Connection[];
  /** Leaves the connection out, whoever shows it: it is the scan's own. */
  exclude(node: number, tuple: FourTuple): void;
  /** Adds one row; `service` is the position of the service that holds it, or -1. */
  add(row: RowPosition, socket: SocketFact, service: number): void;
}

const protocols: readonly SocketFact['protocol'][] = ['tcp', 'udp', 'sctp', 'dccp'];

/** More ends than this would not fit into the memory of one machine; the product of two stays an exact number. */
const maxEnds = 2 ** 26;

/** States of a socket that has no peer, or no longer. */
const unpaired: ReadonlySet<SocketFact['state']> = new Set(['listen', 'closed', 'bound', 'unconnected']);

class Table implements ConnectionTable {
  readonly connections: Connection[] = [];
  readonly #book: AddressBook;
  readonly #ends = new Map<number, End>();
  readonly #byPair = new Map<number, Connection>();
  readonly #excluded = new Set<number>();

  constructor(book: AddressBook) {
    this.#book = book;
  }

  exclude(node: number, tuple: FourTuple): void {
    const local = this.#endAt(node, 'tcp', tuple.localAddress, tuple.localPort);
    const remote = this.#endAt(node, 'tcp', tuple.remoteAddress, tuple.remotePort);
    if (local !== undefined && remote !== undefined) this.#excluded.add(pairKey(local, remote));
  }

  add(row: RowPosition, socket: SocketFact, service: number): void {
    const { protocol, local, remote, state, interface: zone } = socket;
    if (remote === undefined || unpaired.has(state) || socket.truncated === true) return;
    const here = this.#endAt(row.node, protocol, local.address, local.port, zone);
    const there = this.#endAt(row.node, protocol, remote.address, remote.port, zone);
    if (here === undefined || there === undefined || here === there) return;
    const connection = this.#connectionOf(protocol, here, there);
    if (connection === undefined) return;
    const side = connection.low === here ? 'lowHalf' : 'highHalf';
    const half = connection[side];
    if (half === undefined) connection[side] = newHalf(row, socket, service);
    else updateHalf(half, row, socket, service);
  }

  #endAt(node: number, protocol: SocketFact['protocol'], address?: string, port?: number, zone?: string): End | undefined {
    if (address === undefined || port === undefined || port === 0) return undefined;
    const place = this.#book.locate(node, address, zone);
    if (place === undefined) return undefined;
    const key = (place.id * protocols.length + protocols.indexOf(protocol)) * 65536 + port;
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const end: End = { index: this.#ends.size, place, port, connections: 0 };
    this.#ends.set(key, end);
    return end;
  }

  #connectionOf(protocol: SocketFact['protocol'], a: End, b: End): Connection | undefined {
    const key = pairKey(a, b);
    const known = this.#byPair.get(key);
    if (known !== undefined) return known;
    if (this.#excluded.has(key)) return undefined;
    const [low, high] = a.index < b.index ? [a, b] : [b, a];
    const connection: Connection = { protocol, low, high };
    low.connections++;
    high.connections++;
    this.#byPair.set(key, connection);
    this.connections.push(connection);
    return connection;
  }
}

const pairKey = (a: End, b: End): number => (a.index < b.index ? a.index * maxEnds + b.index : b.index * maxEnds + a.index);

function proofIn(state: SocketFact['state']): Half['proof'] {
  if (state === 'syn-sent') return 'client';
  return state === 'syn-recv' ? 'server' : undefined;
}

function bytesOf({ bytesSent, bytesReceived }: SocketFact): number | undefined {
  return bytesSent === undefined && bytesReceived === undefined ? undefined : (bytesSent ?? 0) + (bytesReceived ?? 0);
}

/** The larger one of what is known. */
export const largest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

function newHalf(row: RowPosition, socket: SocketFact, service: number): Half {
  const proof = proofIn(socket.state);
  return {
    node: row.node,
    service,
    attempted: proof !== undefined,
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
function updateHalf(half: Half, row: RowPosition, socket: SocketFact, service: number): void {
  // Of two hosts that claim one end only the first is believed.
  if (half.node !== row.node) return;
  const proof = proofIn(socket.state);
  if (half.service === -1) half.service = service;
  if (proof === undefined) half.attempted = false;
  half.proof ??= proof;
  half.seen |= row.bit;
  half.bytes = largest(half.bytes, bytesOf(socket));
  half.rttMs = socket.rttMs ?? half.rttMs;
  half.uid ??= uidOf(socket);
  half.lastSample = row.sample;
}

export const openConnectionTable = (book: AddressBook): ConnectionTable => new Table(book);
