import { type DirectionRule, directionRules } from '../model/snapshot.ts';
import type { Connection, Direction, End, Side } from './connections.ts';
import { halfAt, nodeAt, otherSide, spaceAt } from './directed.ts';
import { isEphemeral, type ListenerTable } from './listeners.ts';
import type { Protocol } from './protocol.ts';
import { serverPorts } from './server-ports.ts';

/** How far each rule can be trusted, 0 to 1. */
export const confidences: Readonly<Record<DirectionRule, { readonly value: number; readonly because: string }>> = {
  'syn-state': { value: 1, because: 'the kernel itself says who asked' },
  'own-listener': { value: 0.99, because: 'the accepting host shows the listener beside the connection' },
  'peer-listener': { value: 0.95, because: 'the other host listens there, seen at another moment' },
  conntrack: { value: 0.95, because: 'the tracker keeps the direction of the first packet' },
  'known-listener': { value: 0.9, because: 'it was a listener in another sample, connection or snapshot' },
  configuration: { value: 0.8, because: 'written down, but perhaps never used' },
  'fan-in': { value: 0.75, because: 'many ends on one port are clients; pools of fixed ports are rare' },
  'ephemeral-range': { value: 0.7, because: 'the kernel hands these ports to clients, but servers may choose one' },
  'service-table': { value: 0.6, because: 'a convention, which clients need not know' },
  'lower-port': { value: 0.4, because: 'a guess' },
};

type Directions = Readonly<Record<DirectionRule, Readonly<Record<Side, Direction>>>>;

/** The few there are, made once: every connection has one. */
const directions = Object.fromEntries(
  directionRules.map((rule) => [rule, { low: { server: 'low', rule }, high: { server: 'high', rule } }]),
) as Directions;

/** What the rules may look at. */
export interface DirectionContext {
  readonly listeners: ListenerTable;
  /** The side that was asked, where a tracker on the way saw who began. */
  askedSide(connection: Connection): Side | undefined;
  /** True where a server is known on the port of the node, in one of its network namespaces, from elsewhere. */
  isKnownServer(node: number, space: number, protocol: Protocol, port: number): boolean;
}

/** The side for which alone `holds` is true. */
function onlySide(holds: (side: Side) => boolean): Side | undefined {
  const low = holds('low');
  if (low === holds('high')) return undefined;
  return low ? 'low' : 'high';
}

function bySynState(connection: Connection): Direction | undefined {
  for (const side of ['low', 'high'] as const) {
    const proof = halfAt(connection, side)?.proof;
    if (proof !== undefined) return directions['syn-state'][proof === 'server' ? side : otherSide(side)];
  }
  return undefined;
}

function listenerAt(connection: Connection, side: Side, { listeners }: DirectionContext) {
  const { place, port } = connection[side];
  return listeners.find(spaceAt(connection, side), connection.protocol, place.address, port, place.translated);
}

function byListener(connection: Connection, context: DirectionContext): Direction | undefined {
  const listeners = { low: listenerAt(connection, 'low', context), high: listenerAt(connection, 'high', context) };
  const server = onlySide((side) => listeners[side] !== undefined);
  if (server === undefined) return undefined;
  const half = halfAt(connection, server);
  if (half === undefined) return directions['peer-listener'][server];
  const together = ((listeners[server]?.seen ?? 0n) & half.seen) !== 0n;
  return directions[together ? 'own-listener' : 'known-listener'][server];
}

function byTracker(connection: Connection, { askedSide }: DirectionContext): Direction | undefined {
  const server = askedSide(connection);
  return server === undefined ? undefined : directions.conntrack[server];
}

/** The rules that look at facts. Nothing where both ends or neither qualify. */
export function proveDirection(connection: Connection, context: DirectionContext): Direction | undefined {
  return bySynState(connection) ?? byListener(connection, context) ?? byTracker(connection, context);
}

function byHabit({ low, high }: Connection): Direction {
  const crowded = crowdedSide(low, high);
  if (crowded !== undefined) return directions['fan-in'][crowded];
  const ends = { low, high };
  const client = onlySide((side) => isEphemeral(ends[side].port));
  if (client !== undefined) return directions['ephemeral-range'][otherSide(client)];
  const conventional = onlySide((side) => serverPorts.has(ends[side].port));
  if (conventional !== undefined) return directions['service-table'][conventional];
  return directions['lower-port'][lowerEnd(low, high)];
}

/** The rules that look at memory and habits, for what no fact decides. Always ends in an answer. */
export function guessDirection(connection: Connection, context: DirectionContext): Direction {
  const habit = byHabit(connection);
  // No fact decided, so either both ends listen or neither does; memory helps with the latter only.
  if (listenerAt(connection, 'low', context) !== undefined) return habit;
  const { protocol } = connection;
  const isKnown = (side: Side): boolean =>
    context.isKnownServer(nodeAt(connection, side), spaceAt(connection, side), protocol, connection[side].port);
  const known = onlySide(isKnown);
  if (known !== undefined) return directions['known-listener'][known];
  // Where both were known, habit chooses, and the choice is remembered as what it is.
  return isKnown('low') ? directions['known-listener'][habit.server] : habit;
}

/** The end that at least twice as many connections meet at. */
function crowdedSide(low: End, high: End): Side | undefined {
  if (low.connections >= 2 * high.connections) return 'low';
  return high.connections >= 2 * low.connections ? 'high' : undefined;
}

/** Equal ports, as of two peers of a cluster: the order of the addresses, so that it is always the same. */
function lowerEnd(low: End, high: End): Side {
  if (low.port !== high.port) return low.port < high.port ? 'low' : 'high';
  return low.place.address < high.place.address ? 'low' : 'high';
}
