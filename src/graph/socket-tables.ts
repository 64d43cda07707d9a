import type { SocketFact } from '../model/fact.ts';
import type { Observation, SocketTable } from '../model/observation.ts';
import { type Connection, type ConnectionTable, openConnectionTable, type SamplePosition, type Side } from './connections.ts';
import type { DirectedConnection } from './directed.ts';
import { type Spot, translateEnd } from './end-translator.ts';
import type { Estate } from './estate.ts';
import type { KnownHost } from './identify.ts';
import { joinForwarded } from './join-forwarded.ts';
import { createListenerTable, isListener, type ListenerTable } from './listeners.ts';
import type { Protocol } from './protocol.ts';
import { openPublishedPorts } from './published-ports.ts';
import type { ServiceTable } from './service-table.ts';
import { openTranslations } from './translations.ts';

/** One sample of one visit, numbered over the whole estate. */
export interface TakenSample {
  readonly target: string;
  readonly at: string;
  readonly collector: string;
  readonly sample: number;
}

/** Every socket of the estate, read once. */
export interface SocketTables {
  readonly connections: ConnectionTable['connections'];
  readonly listeners: ListenerTable;
  readonly samples: readonly TakenSample[];
  /** How many samples were taken of each host, by node. */
  readonly sampleCounts: readonly number[];
  /** Nodes of which the sockets of their other network namespaces were read. */
  readonly lookedInside: ReadonlySet<number>;
  /** The side that was asked, where a tracker on the way saw who began. */
  askedSide(connection: Connection): Side | undefined;
  /** Where an end really is, as `peer` reaches it: behind a published port or a rule. */
  translate(protocol: Protocol, end: Spot, peer: Spot): Spot;
  /** True for a connection that only passes on what another one tells. */
  isRelay(connection: DirectedConnection): boolean;
}

function excludeOwn(table: ConnectionTable, hosts: readonly KnownHost[]): void {
  for (const [node, { observations }] of hosts.entries()) {
    for (const { ownConnection } of observations) if (ownConnection !== undefined) table.exclude(node, ownConnection);
  }
}

/** Tables of one sample: each row's witness is the collector that printed it. */
const tablesOf = (sample: Observation['samples'][number]): readonly SocketTable[] =>
  sample.inside === undefined ? [sample] : [sample, sample.inside];

/**
 * Reads the socket tables of all hosts: listeners, and connections joined from both of their ends. The scan's own logins are
 * left out on every host that shows them, bastions included; so are the sockets of namespaces that are hosts of their own.
 */
export function readSocketTables({ known: hosts, book, processes, guests }: Estate, services: ServiceTable): SocketTables {
  const listeners = createListenerTable();
  const published = openPublishedPorts(processes, guests, book, services);
  const translations = openTranslations(hosts, book);
  const table = openConnectionTable(book, [published, translations]);
  const samples: TakenSample[] = [];
  const lookedInside = new Set<number>();
  excludeOwn(table, hosts);
  const readSocket = (position: SamplePosition, socket: SocketFact): void => {
    const { node, bit } = position;
    const { netns } = socket;
    if (netns !== undefined && guests[node]?.has(netns) === true) return;
    if (isListener(socket)) {
      if (published.takeListener(node, socket, bit)) return;
      listeners.add(book.spaceOf(node, netns), socket, services.listenerOf(node, socket).index, bit);
    } else if (socket.remote !== undefined) table.add(position, socket, services.holderOf(node, socket)?.index ?? -1);
  };
  const readVisit = (node: number, { target, at, samples: taken }: Observation, before: number): void => {
    for (const [position, sample] of taken.entries()) {
      if (sample.inside !== undefined) lookedInside.add(node);
      for (const { collector, sockets } of tablesOf(sample)) {
        const place: SamplePosition = { node, sample: samples.length, bit: 1n << BigInt(before + position) };
        samples.push({ target, at, collector, sample: sample.sample });
        for (const socket of sockets) readSocket(place, socket);
      }
    }
  };
  const sampleCounts = hosts.map(({ observations }, node) =>
    observations.reduce((before, visit) => {
      readVisit(node, visit, before);
      return before + visit.samples.length;
    }, 0),
  );
  published.settle(listeners);
  const connections = joinForwarded(table.connections);
  return {
    connections,
    listeners,
    samples,
    sampleCounts,
    lookedInside,
    translate: (protocol, end, peer) => translateEnd([published, translations], protocol, end, peer, false),
    askedSide: (connection) => translations.askedSide(connection),
    isRelay: (connection) => published.isRelay(connection),
  };
}
