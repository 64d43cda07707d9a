import { type Connection, type Direction, type Half, largest, type Phase, phases, type Side } from './connections.ts';

/** A connection whose ends are told apart. */
export interface DirectedConnection extends Connection {
  readonly direction: Direction;
}

export const isDirected = (connection: Connection): connection is DirectedConnection => connection.direction !== undefined;

export const otherSide = (side: Side): Side => (side === 'low' ? 'high' : 'low');

export const halfAt = (connection: Connection, side: Side): Half | undefined =>
  side === 'low' ? connection.lowHalf : connection.highHalf;

/** The node of one end: where its socket was seen, or else who has the address. */
export const nodeAt = (connection: Connection, side: Side): number =>
  halfAt(connection, side)?.node ?? connection[side].place.node;

/** The network namespace of one end: where its socket was seen, or else that of the address. */
export function spaceAt(connection: Connection, side: Side): number {
  const half = halfAt(connection, side);
  const { place } = connection[side];
  // What a relay on the host accepted for a container is the container's.
  return half === undefined || half.node === place.node ? place.space : half.space;
}

export const serverHalf = (connection: DirectedConnection): Half | undefined => halfAt(connection, connection.direction.server);

export const clientHalf = (connection: DirectedConnection): Half | undefined =>
  halfAt(connection, otherSide(connection.direction.server));

/** The furthest that either end showed. */
export function phaseOf({ lowHalf, highHalf }: Connection): Phase {
  const [low, high] = [lowHalf?.phase ?? phases.attempted, highHalf?.phase ?? phases.attempted];
  return low > high ? low : high;
}

/** True where nobody is known to have answered. */
export const isAttempt = (connection: Connection): boolean => phaseOf(connection) === phases.attempted;

/** Payload both ways, counted by whichever end counted more. */
export const payloadOf = ({ lowHalf, highHalf }: Connection): number | undefined => largest(lowHalf?.bytes, highHalf?.bytes);
