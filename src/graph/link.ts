import { type Arrow, createArrowTable, type DirectedConnection, isAttempt } from './arrows.ts';
import type { Connection } from './connections.ts';
import { type Direction, type DirectionContext, guessDirection, nodeAt, proveDirection } from './direction.ts';
import type { ServiceTable } from './service-table.ts';
import type { SocketTables } from './socket-tables.ts';

/** What is known of servers from the snapshot before: node, protocol and port as `serverKey` writes them. */
export type KnownServers = ReadonlySet<string>;

export const serverKey = (node: number, protocol: string, port: number): string => `${node} ${protocol} ${port}`;

interface Directed {
  readonly connection: Connection;
  readonly direction: Direction;
}

function direct({ connection, direction: { server, rule } }: Directed): DirectedConnection {
  const { lowHalf, highHalf } = connection;
  return server === 'low'
    ? { connection, rule, client: highHalf, server: lowHalf }
    : { connection, rule, client: lowHalf, server: highHalf };
}

const serverKeyOf = ({ connection, direction: { server } }: Directed): string =>
  serverKey(nodeAt(connection, server), connection.protocol, connection[server].port);

/**
 * Decides every connection: first those that facts decide, then, with the servers found so, the rest.
 * A try that nobody answered proves no server.
 */
function directAll({ connections, listeners }: SocketTables, known: KnownServers): Directed[] {
  const proven = new Set(known);
  const context: DirectionContext = {
    listeners,
    isKnownServer: (node, protocol, port) => proven.has(serverKey(node, protocol, port)),
  };
  const directions = connections.map((connection) => proveDirection(connection, context));
  const found: string[] = [];
  for (const [position, direction] of directions.entries()) {
    const connection = connections[position];
    if (connection === undefined || direction === undefined) continue;
    const directed = { connection, direction };
    if (!isAttempt(direct(directed))) found.push(serverKeyOf(directed));
  }
  for (const key of found) proven.add(key);
  return connections.map((connection, position) => ({
    connection,
    direction: directions[position] ?? guessDirection(connection, context),
  }));
}

/** Servers whose listener nobody showed, by the process at their end of a connection; the first stands for all. */
function findHolders(all: readonly Directed[]): ReadonlyMap<string, number> {
  const holders = new Map<string, number>();
  for (const directed of all) {
    const service = direct(directed).server?.service ?? -1;
    if (service === -1) continue;
    const key = serverKeyOf(directed);
    holders.set(key, Math.min(service, holders.get(key) ?? service));
  }
  return holders;
}

/** The service behind the server's end of a connection, or -1. */
function findServer(directed: Directed, tables: SocketTables, holders: ReadonlyMap<string, number>): number {
  const { connection, direction } = directed;
  const { place, port } = connection[direction.server];
  const node = nodeAt(connection, direction.server);
  const listener = tables.listeners.find(node, connection.protocol, place.address, port, place.translated);
  return listener?.service ?? holders.get(serverKeyOf(directed)) ?? -1;
}

/** The arrows between the nodes of the estate. Servers nobody looked at get a service named by the port. */
export function linkConnections(tables: SocketTables, services: ServiceTable, known: KnownServers): readonly Arrow[] {
  const all = directAll(tables, known);
  const holders = findHolders(all);
  const atPort = new Map<string, number>();
  const table = createArrowTable();
  const portService = (directed: Directed, attempt: boolean): number => {
    const key = serverKeyOf(directed);
    // What nobody answered at may not exist.
    if (attempt) return atPort.get(key) ?? -1;
    const { connection, direction } = directed;
    const { place, port } = connection[direction.server];
    const node = nodeAt(connection, direction.server);
    const { index } = services.atPort(node, { protocol: connection.protocol, address: place.address, port });
    atPort.set(key, index);
    return index;
  };
  const addArrow = (directed: Directed, ends: DirectedConnection, attempt: boolean): void => {
    const { connection, direction } = directed;
    const found = findServer(directed, tables, holders);
    const from = nodeAt(connection, direction.server === 'low' ? 'high' : 'low');
    const to = nodeAt(connection, direction.server);
    const { port } = connection[direction.server];
    const toService = found === -1 ? portService(directed, attempt) : found;
    table.add({ from, fromService: ends.client?.service ?? -1, to, toService, protocol: connection.protocol, port }, ends);
  };
  const tries: [Directed, DirectedConnection][] = [];
  for (const directed of all) {
    const ends = direct(directed);
    if (isAttempt(ends)) tries.push([directed, ends]);
    else addArrow(directed, ends, false);
  }
  for (const [directed, ends] of tries) addArrow(directed, ends, true);
  return table.arrows();
}
