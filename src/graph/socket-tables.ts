import type { SocketFact } from '../model/fact.ts';
import type { Observation } from '../model/observation.ts';
import type { AddressBook } from './address-book.ts';
import { type ConnectionTable, openConnectionTable, type SamplePosition } from './connections.ts';
import type { KnownHost } from './identify.ts';
import { createListenerTable, isListener, type ListenerTable } from './listeners.ts';
import type { ServiceTable } from './service-table.ts';

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
}

function excludeOwn(table: ConnectionTable, hosts: readonly KnownHost[]): void {
  for (const [node, { observations }] of hosts.entries()) {
    for (const { ownConnection } of observations) if (ownConnection !== undefined) table.exclude(node, ownConnection);
  }
}

/**
 * Reads the socket tables of all hosts: listeners, and connections joined from both of their ends.
 * The scan's own logins are left out on every host that shows them, bastions included.
 */
export function readSocketTables(hosts: readonly KnownHost[], book: AddressBook, services: ServiceTable): SocketTables {
  const listeners = createListenerTable();
  const table = openConnectionTable(book);
  const samples: TakenSample[] = [];
  excludeOwn(table, hosts);
  const readSocket = (position: SamplePosition, socket: SocketFact): void => {
    const { node, bit } = position;
    if (isListener(socket)) listeners.add(node, socket, services.listenerOf(node, socket).index, bit);
    else if (socket.remote !== undefined) table.add(position, socket, services.holderOf(node, socket)?.index ?? -1);
  };
  const readVisit = (node: number, { target, at, samples: taken }: Observation, before: number): void => {
    for (const [position, { collector, sample, sockets }] of taken.entries()) {
      const place: SamplePosition = { node, sample: samples.length, bit: 1n << BigInt(before + position) };
      samples.push({ target, at, collector, sample });
      for (const socket of sockets) readSocket(place, socket);
    }
  };
  const sampleCounts = hosts.map(({ observations }, node) =>
    observations.reduce((before, visit) => {
      readVisit(node, visit, before);
      return before + visit.samples.length;
    }, 0),
  );
  return { connections: table.connections, listeners, samples, sampleCounts };
}
