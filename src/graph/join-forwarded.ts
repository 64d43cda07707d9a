import type { Connection, Half, Side } from './connections.ts';
import { halfAt, otherSide } from './directed.ts';

/**
 * One row without its counterpart. Of a container: what its namespace shows, under an address nobody else saw. Of its host: what the
 * other end shows, under the host's address, of a socket that the host itself does not have.
 */
interface Single {
  readonly connection: Connection;
  /** The side of the host. */
  readonly near: Side;
}

/** Singles of one host that meet at one end elsewhere. */
interface Meeting {
  readonly inner: Single[];
  readonly outer: Single[];
}

/** By the far end, then by the host. */
type Meetings = Map<number, Map<number, Meeting>>;

/** The side that shows a connection, where the other one does not. */
function onlySide({ lowHalf, highHalf }: Connection): Side | undefined {
  if (lowHalf === undefined) return highHalf === undefined ? undefined : 'high';
  return highHalf === undefined ? 'low' : undefined;
}

function collectInner(connections: readonly Connection[]): Meetings {
  const meetings: Meetings = new Map();
  for (const connection of connections) {
    const near = onlySide(connection);
    const half = near === undefined ? undefined : halfAt(connection, near);
    if (near === undefined || half === undefined || half.space === half.node) continue;
    const far = connection[otherSide(near)].index;
    const byHost = meetings.get(far) ?? new Map<number, Meeting>();
    meetings.set(far, byHost);
    const meeting = byHost.get(half.node) ?? { inner: [], outer: [] };
    byHost.set(half.node, meeting);
    meeting.inner.push({ connection, near });
  }
  return meetings;
}

function addOuter(connections: readonly Connection[], meetings: Meetings): void {
  for (const connection of connections) {
    const shown = onlySide(connection);
    if (shown === undefined) continue;
    const near = otherSide(shown);
    const { place } = connection[near];
    if (place.space !== place.node) continue;
    meetings.get(connection[shown].index)?.get(place.node)?.outer.push({ connection, near });
  }
}

const portOf = ({ connection, near }: Single): number => connection[near].port;

const isSingle = ({ connection }: Single): boolean => onlySide(connection) !== undefined;

/** Whose the near end of an inner connection is: a service, or whatever is in the namespace. */
function ownerOf({ connection, near }: Single): string {
  const { service = -1, space = 0 } = halfAt(connection, near) ?? {};
  return service === -1 ? `in ${space}` : `${service}`;
}

function uniqueByPort(singles: readonly Single[]): ReadonlyMap<number, Single | null> {
  const byPort = new Map<number, Single | null>();
  for (const single of singles) byPort.set(portOf(single), byPort.has(portOf(single)) ? null : single);
  return byPort;
}

function moveHalf(from: Connection, to: Connection, side: Half): void {
  if (to.lowHalf === undefined) to.lowHalf = side;
  else to.highHalf = side;
  from.low.connections--;
  from.high.connections--;
}

/** What the far end showed of the outer connection is what it shows of the inner one. */
function join(inner: Single, outer: Single, gone: Set<Connection>): void {
  const half = halfAt(outer.connection, otherSide(outer.near));
  if (half === undefined) return;
  moveHalf(outer.connection, inner.connection, half);
  gone.add(outer.connection);
}

function joinMeeting({ inner, outer }: Meeting, gone: Set<Connection>): void {
  const isLeft = (single: Single): boolean => isSingle(single) && !gone.has(single.connection);
  const innerByPort = uniqueByPort(inner.filter(isLeft));
  for (const [port, single] of uniqueByPort(outer.filter(isLeft))) {
    const same = innerByPort.get(port);
    if (single !== null && same !== undefined && same !== null) join(same, single, gone);
  }
  const [innerLeft, outerLeft] = [inner.filter(isLeft), outer.filter(isLeft)];
  if (new Set(innerLeft.map(ownerOf)).size !== 1) return;
  for (const [position, single] of innerLeft.entries()) {
    const other = outerLeft[position];
    if (other !== undefined) join(single, other, gone);
  }
}

/**
 * Joins what a container shows of a connection with what the other end shows of it, after the host put its own address in the
 * place of the container's (masquerade) or the container's in the place of its own (a forwarded port). Both meet at the
 * same end elsewhere. That they are one is sure where they also have the same port, which masquerade keeps if it
 * can. Where the port was changed, those that are left over are taken for one another only if a single service of the host has
 * connections with that end: then it does not matter which is which. What fits nobody stays as it is.
 */
export function joinForwarded(connections: readonly Connection[]): readonly Connection[] {
  const meetings = collectInner(connections);
  if (meetings.size === 0) return connections;
  addOuter(connections, meetings);
  const gone = new Set<Connection>();
  for (const byHost of meetings.values()) for (const meeting of byHost.values()) joinMeeting(meeting, gone);
  return connections.filter((connection) => !gone.has(connection));
}
