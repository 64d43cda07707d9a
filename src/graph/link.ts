import { type Arrow, createArrowTable } from './arrows.ts';
import { phases } from './connections.ts';
import {
  clientHalf,
  type DirectedConnection,
  isAttempt,
  isDirected,
  nodeAt,
  otherSide,
  phaseOf,
  serverHalf,
  spaceAt,
} from './directed.ts';
import { type DirectionContext, guessDirection, proveDirection } from './direction.ts';
import { portKey } from './protocol.ts';
import type { ServiceTable } from './service-table.ts';
import type { SocketTables } from './socket-tables.ts';

/** What is known of servers from the snapshot before: `portKey` of the node. */
export type KnownServers = ReadonlySet<number>;

const serverKeyOf = (connection: DirectedConnection): number => {
  const { server } = connection.direction;
  return portKey(spaceAt(connection, server), connection.protocol, connection[server].port);
};

/**
 * Decides every connection: first those that facts decide, then, with the servers found so, the rest.
 * A try that nobody answered proves no server.
 */
function directAll(
  { connections, listeners, lookedInside, askedSide }: SocketTables,
  known: KnownServers,
): readonly DirectedConnection[] {
  const proven = new Set<number>();
  /** The same by node, in whichever of its namespaces. */
  const explained = new Set<number>();
  const context: DirectionContext = {
    listeners,
    askedSide,
    isKnownServer(node, space, protocol, port) {
      // Where listeners are shown, one that was there before and is not now is none; nor is one of the host's own in a container.
      const isShown = listeners.covers(space, protocol) || (space !== node && lookedInside.has(node));
      // What was known before does not tell the namespace: where one of them serves the port now, it was that one.
      const key = portKey(node, protocol, port);
      const before = known.has(key) && !explained.has(key) && !isShown;
      return before || proven.has(portKey(space, protocol, port));
    },
  };
  for (const connection of connections) {
    connection.direction = proveDirection(connection, context);
    if (!isDirected(connection) || isAttempt(connection)) continue;
    proven.add(serverKeyOf(connection));
    const { server } = connection.direction;
    explained.add(portKey(nodeAt(connection, server), connection.protocol, connection[server].port));
  }
  for (const connection of connections) connection.direction ??= guessDirection(connection, context);
  return connections.filter(isDirected);
}

/** Servers whose listener nobody showed, by the process at their end of a connection; the first stands for all. */
function findHolders(connections: readonly DirectedConnection[]): ReadonlyMap<number, number> {
  const holders = new Map<number, number>();
  for (const connection of connections) {
    const service = serverHalf(connection)?.service ?? -1;
    if (service === -1) continue;
    const key = serverKeyOf(connection);
    const known = holders.get(key);
    if (known === undefined || service < known) holders.set(key, service);
  }
  return holders;
}

/**
 * True where something must be serving the port although no listener or process shows it. What nobody
 * answered at may not exist. A host that lists its listeners without this one may still forward the
 * port (to a container, say) while a connection from elsewhere is open; what is over has left.
 */
function isServer(connection: DirectedConnection, to: number, { listeners }: SocketTables): boolean {
  if (isAttempt(connection)) return false;
  if (!listeners.covers(spaceAt(connection, connection.direction.server), connection.protocol)) return true;
  return phaseOf(connection) === phases.open && nodeAt(connection, otherSide(connection.direction.server)) !== to;
}

/** The arrows between the nodes of the estate. Servers nobody looked at get a service named by the port. */
export function linkConnections(tables: SocketTables, services: ServiceTable, known: KnownServers): readonly Arrow[] {
  const connections = directAll(tables, known);
  const holders = findHolders(connections);
  const atPort = new Map<number, number>();
  const table = createArrowTable();
  const findServer = (connection: DirectedConnection, to: number): number => {
    const { protocol, direction } = connection;
    const { place, port } = connection[direction.server];
    const key = serverKeyOf(connection);
    const listener = tables.listeners.find(
      spaceAt(connection, direction.server),
      protocol,
      place.address,
      port,
      place.translated,
    );
    const found = listener?.service ?? holders.get(key) ?? atPort.get(key);
    if (found !== undefined || !isServer(connection, to, tables)) return found ?? -1;
    const netns = place.node === to ? place.netns : undefined;
    const { index } = services.atPort(to, { protocol, address: place.address, port }, netns);
    atPort.set(key, index);
    return index;
  };
  const addArrow = (connection: DirectedConnection): void => {
    const { protocol, direction } = connection;
    const to = nodeAt(connection, direction.server);
    const from = nodeAt(connection, otherSide(direction.server));
    const fromService = clientHalf(connection)?.service ?? -1;
    const { port } = connection[direction.server];
    table.add({ from, fromService, to, toService: findServer(connection, to), protocol, port }, connection);
  };
  // What is sure of its server first: what is less sure of one joins it.
  for (const phase of [phases.open, phases.over, phases.attempted]) {
    for (const connection of connections) {
      if (phaseOf(connection) === phase && !tables.isRelay(connection)) addArrow(connection);
    }
  }
  return table.arrows();
}
