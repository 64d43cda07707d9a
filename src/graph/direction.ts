import type { DirectionRule } from '../model/snapshot.ts';
import type { Connection, End, Half } from './connections.ts';
import { isEphemeral, type ListenerTable } from './listeners.ts';
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

/** Who is the server of a connection, and by which rule. */
export interface Direction {
  readonly server: 'low' | 'high';
  readonly rule: DirectionRule;
}

/** What the rules may look at. */
export interface DirectionContext {
  readonly listeners: ListenerTable;
  /** True where a server is known on the port of the node from elsewhere. */
  isKnownServer(node: number, protocol: string, port: number): boolean;
}

type Side = Direction['server'];

const halfAt = (connection: Connection, side: Side): Half | undefined =>
  side === 'low' ? connection.lowHalf : connection.highHalf;

const other = (side: Side): Side => (side === 'low' ? 'high' : 'low');

/** The node of one end: where its socket was seen, or else who has the address. */
export const nodeAt = (connection: Connection, side: Side): number =>
  halfAt(connection, side)?.node ?? connection[side].place.node;

/** The side for which alone `holds` is true. */
function onlySide(holds: (side: Side) => boolean): Side | undefined {
  const low = holds('low');
  if (low === holds('high')) return undefined;
  return low ? 'low' : 'high';
}

function bySynState(connection: Connection): Direction | undefined {
  for (const side of ['low', 'high'] as const) {
    const proof = halfAt(connection, side)?.proof;
    if (proof !== undefined) return { server: proof === 'server' ? side : other(side), rule: 'syn-state' };
  }
  return undefined;
}

function byListener(connection: Connection, context: DirectionContext): Direction | undefined {
  const { protocol } = connection;
  const listenerAt = (side: Side) => {
    const { place, port } = connection[side];
    return context.listeners.find(nodeAt(connection, side), protocol, place.address, port, place.translated);
  };
  const listeners = { low: listenerAt('low'), high: listenerAt('high') };
  const server = onlySide((side) => listeners[side] !== undefined);
  if (server === undefined) return undefined;
  const half = halfAt(connection, server);
  if (half === undefined) return { server, rule: 'peer-listener' };
  const together = ((listeners[server]?.seen ?? 0n) & half.seen) !== 0n;
  return { server, rule: together ? 'own-listener' : 'known-listener' };
}

/** The rules that look at facts. Nothing where both ends or neither qualify. */
export function proveDirection(connection: Connection, context: DirectionContext): Direction | undefined {
  return bySynState(connection) ?? byListener(connection, context);
}

/** The rules that look at habits, for what no fact decides. Always ends in an answer. */
export function guessDirection(connection: Connection, context: DirectionContext): Direction {
  const { protocol, low, high } = connection;
  const known = onlySide((side) => context.isKnownServer(nodeAt(connection, side), protocol, connection[side].port));
  if (known !== undefined) return { server: known, rule: 'known-listener' };
  const [few, many] = low.connections < high.connections ? ([low, high] as const) : ([high, low] as const);
  if (many.connections >= 2 * few.connections) return { server: many === low ? 'low' : 'high', rule: 'fan-in' };
  const client = onlySide((side) => isEphemeral(connection[side].port));
  if (client !== undefined) return { server: other(client), rule: 'ephemeral-range' };
  const conventional = onlySide((side) => serverPorts.has(connection[side].port));
  if (conventional !== undefined) return { server: conventional, rule: 'service-table' };
  return { server: lowerEnd(low, high), rule: 'lower-port' };
}

/** Equal ports, as of two peers of a cluster: the order of the addresses, so that it is always the same. */
function lowerEnd(low: End, high: End): Side {
  if (low.port !== high.port) return low.port < high.port ? 'low' : 'high';
  return low.place.address < high.place.address ? 'low' : 'high';
}
