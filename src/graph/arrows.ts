import { clientHalf, type DirectedConnection } from './directed.ts';
import type { Protocol } from './protocol.ts';

/** A dependency while its connections are gathered. Nodes and services are positions; -1 is no service. */
export interface Arrow {
  readonly from: number;
  readonly fromService: number;
  readonly to: number;
  readonly toService: number;
  readonly protocol: Protocol;
  readonly port: number;
  readonly connections: DirectedConnection[];
}

const keyOf = (arrow: Omit<Arrow, 'connections'>): string =>
  `${arrow.from} ${arrow.fromService} ${arrow.to} ${arrow.toService} ${arrow.protocol} ${arrow.port}`;

/** Everything but the client's service. */
const serverKeyOf = (arrow: Arrow): string => keyOf({ ...arrow, fromService: -1 });

/** The user ids behind the client's sockets, where the kernel still knew them. */
const clientUids = ({ connections }: Arrow): ReadonlySet<number> =>
  new Set(connections.flatMap((connection) => clientHalf(connection)?.uid ?? []));

/** Another user's sockets cannot be the known service's. */
function mayBelong(nameless: Arrow, known: Arrow): boolean {
  const [some, others] = [clientUids(nameless), clientUids(known)];
  return some.size === 0 || others.size === 0 || [...some].every((uid) => others.has(uid));
}

/** What talks to itself depends on nobody: a service, or a host of which no service is known at either end. */
const isLoop = ({ from, fromService, to, toService }: Arrow): boolean => from === to && fromService === toService;

/** The service that nameless clients must be: the only one there is, or a server that talks to itself. */
function onlyClient(candidates: readonly Arrow[]): Arrow | undefined {
  const [only, ...more] = candidates.filter((arrow) => !isLoop(arrow));
  return only === undefined ? candidates[0] : more.length === 0 ? only : undefined;
}

/** The network namespace a connection is from; nothing where only the server showed it. */
const clientSpace = (connection: DirectedConnection): number | undefined => clientHalf(connection)?.space;

const isFromNamespace = ({ connections, from }: Arrow): boolean =>
  connections.some((connection) => (clientSpace(connection) ?? from) !== from);

/** The connections of a nameless arrow by the namespace they are from. */
function bySpace({ connections }: Arrow): ReadonlyMap<number | undefined, DirectedConnection[]> {
  const groups = new Map<number | undefined, DirectedConnection[]>();
  for (const connection of connections) {
    const space = clientSpace(connection);
    const group = groups.get(space);
    if (group === undefined) groups.set(space, [connection]);
    else group.push(connection);
  }
  return groups;
}

function give(connections: readonly DirectedConnection[], arrow: Arrow): void {
  for (const connection of connections) arrow.connections.push(connection);
}

/**
 * The same where containers are among the clients: a nameless row of one namespace is of a service in that namespace. What only
 * the server saw, under the address of the host, is of the host or of any of its containers (masquerade). Where one of
 * these is known to use the server, that adds nothing: a second arrow "somebody on the host" beside it would be the same
 * dependency once more. Returns what is left.
 */
function absorbInNamespaces(nameless: Arrow, candidates: readonly Arrow[]): Arrow | undefined {
  const left: DirectedConnection[] = [];
  const groups = bySpace(nameless);
  const spaces = new Map(candidates.map((arrow) => [arrow, new Set(arrow.connections.map(clientSpace))]));
  for (const [space, connections] of groups) {
    const possible = candidates.filter((arrow) => space === undefined || spaces.get(arrow)?.has(space));
    const only = onlyClient(possible);
    if (only !== undefined && mayBelong({ ...nameless, connections }, only)) give(connections, only);
    else if (space !== undefined || !possible.some(isFromNamespace)) for (const connection of connections) left.push(connection);
  }
  return left.length === 0 ? undefined : { ...nameless, connections: left };
}

/**
 * Connections in TIME-WAIT have no process any more, and an ordinary user does not see those of others.
 * Where exactly one service of the host is known to use the same server, they are its own: a second
 * arrow beside it would count one dependency twice.
 */
function absorbNameless(arrows: readonly Arrow[]): Arrow[] {
  const known = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    if (arrow.fromService === -1) continue;
    const key = serverKeyOf(arrow);
    known.set(key, [...(known.get(key) ?? []), arrow]);
  }
  return arrows.flatMap((arrow) => {
    if (arrow.fromService !== -1) return [arrow];
    const candidates = known.get(serverKeyOf(arrow)) ?? [];
    if ([arrow, ...candidates].some(isFromNamespace)) return absorbInNamespaces(arrow, candidates) ?? [];
    const only = onlyClient(candidates);
    if (only === undefined || !mayBelong(arrow, only)) return [arrow];
    give(arrow.connections, only);
    return [];
  });
}

/** Collects directed connections into arrows, client ports grouped away. */
export interface ArrowTable {
  add(ends: Omit<Arrow, 'connections'>, directed: DirectedConnection): void;
  /** Every arrow, once; nameless clients given to the one service they can belong to. */
  arrows(): readonly Arrow[];
}

export function createArrowTable(): ArrowTable {
  const byKey = new Map<string, Arrow>();
  return {
    add(ends, directed) {
      const key = keyOf(ends);
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { ...ends, connections: [directed] });
      else known.connections.push(directed);
    },
    arrows: () => absorbNameless([...byKey.values()]).filter((arrow) => !isLoop(arrow)),
  };
}
