import type { Observation, Witness } from '../model/observation.ts';
import { type DirectionRule, directionRules } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import { compareText } from './compare-text.ts';
import type { Direction, Side } from './connections.ts';
import { nodeAt, otherSide, spaceAt } from './directed.ts';
import { type DirectionContext, guessDirection, proveDirection } from './direction.ts';
import { type FlowConversation, type FlowObserver, type FlowPlaces, readFlows } from './flow-table.ts';
import type { KnownHost } from './identify.ts';
import type { KnownServers } from './link.ts';
import type { ListenerTable } from './listeners.ts';
import { portKey } from './protocol.ts';
import type { ServiceTable } from './service-table.ts';

/** A dependency that something between its ends saw. */
export interface FlowArrow extends Omit<Arrow, 'connections'> {
  readonly rule: DirectionRule;
  readonly answered: boolean;
  /** Something of it is new to the snapshot before. */
  readonly isNews: boolean;
  readonly records: number;
  readonly bytes: number | undefined;
  readonly first: string;
  readonly last: string;
  /** Nodes on the way. */
  readonly via: readonly number[];
  readonly witnesses: readonly Witness[];
}

/** What flows are judged by. */
export interface FlowContext extends FlowPlaces {
  readonly services: ServiceTable;
  readonly listeners: ListenerTable;
  /** What the sockets of the ends tell. */
  readonly seen: readonly Arrow[];
  readonly known: KnownServers;
}

/** Rows behind an arrow that are kept. */
const mostWitnesses = 5;

/** Who began, where more records say so of one end than of the other. */
function byRecord({ began, tracked }: FlowConversation): Direction | undefined {
  if (began.low === began.high) return undefined;
  return { server: began.low > began.high ? 'high' : 'low', rule: tracked ? 'conntrack' : 'syn-state' };
}

/** Where the port of one end varied the other one is the server, whatever that port is. */
function variedSide({ connection: { low, high } }: FlowConversation): Side | undefined {
  if (low.port === 0) return 'low';
  return high.port === 0 ? 'high' : undefined;
}

const serverKey = ({ connection }: FlowConversation, side: Side): number =>
  portKey(spaceAt(connection, side), connection.protocol, connection[side].port);

/**
 * Decides who asked whom: what records and listeners tell first, then, with the servers found so and those the sockets of the ends and
 * the snapshot before tell of, the rest.
 */
function directAll(conversations: readonly FlowConversation[], { listeners, seen, known }: FlowContext): void {
  const proven = new Set(seen.map(({ to, protocol, port }) => portKey(to, protocol, port)));
  const context: DirectionContext = {
    listeners,
    askedSide: () => undefined,
    isKnownServer: (node, space, protocol, port) =>
      proven.has(portKey(space, protocol, port)) ||
      proven.has(portKey(node, protocol, port)) ||
      (known.has(portKey(node, protocol, port)) && !listeners.covers(space, protocol)),
  };
  for (const one of conversations) {
    one.direction = byRecord(one) ?? (variedSide(one) === undefined ? proveDirection(one.connection, context) : undefined);
    if (one.direction !== undefined && one.answered) proven.add(serverKey(one, one.direction.server));
  }
  for (const one of conversations) one.direction ??= byVaried(one, context) ?? guessDirection(one.connection, context);
}

function byVaried(one: FlowConversation, context: DirectionContext): Direction | undefined {
  const varied = variedSide(one);
  if (varied === undefined) return undefined;
  const server = otherSide(varied);
  const { connection } = one;
  const { place, port } = connection[server];
  const listener = context.listeners.find(
    spaceAt(connection, server),
    connection.protocol,
    place.address,
    port,
    place.translated,
  );
  if (listener !== undefined) return { server, rule: 'peer-listener' };
  const isKnown = context.isKnownServer(nodeAt(connection, server), spaceAt(connection, server), connection.protocol, port);
  return { server, rule: isKnown ? 'known-listener' : 'fan-in' };
}

/** The service that answers: what listens there, else what its own connections showed, else a bare port; -1 for the host as such. */
function findServer(one: FlowConversation, server: Side, holders: ReadonlyMap<number, number>, context: FlowContext): number {
  const { connection, answered } = one;
  const { protocol } = connection;
  const { place, port } = connection[server];
  const space = spaceAt(connection, server);
  const listener = context.listeners.find(space, protocol, place.address, port, place.translated);
  const found = listener?.service ?? holders.get(portKey(place.node, protocol, port));
  if (found !== undefined) return found;
  if (!answered || context.listeners.covers(space, protocol)) return -1;
  return context.services.atPort(place.node, { protocol, address: place.address, port }, place.netns).index;
}

interface Draft {
  readonly ends: Omit<Arrow, 'connections'>;
  readonly conversations: FlowConversation[];
}

const byWitness = (a: Witness, b: Witness): number =>
  compareText(a.target, b.target) || a.sample - b.sample || (a.line ?? 0) - (b.line ?? 0);

/** What all conversations of an arrow come to. */
function addUp(conversations: readonly FlowConversation[]) {
  const sum = { records: 0, bytes: undefined as number | undefined, rule: directionRules.length as number, first: '', last: '' };
  const via = new Set<number>();
  const witnesses: Witness[] = [];
  for (const one of conversations) {
    const { records, bytes } = one.counts.sum();
    sum.records += records;
    if (bytes !== undefined) sum.bytes = (sum.bytes ?? 0) + bytes;
    sum.rule = Math.min(sum.rule, directionRules.indexOf(one.direction?.rule ?? 'lower-port'));
    if (sum.first === '' || one.first < sum.first) sum.first = one.first;
    if (one.last > sum.last) sum.last = one.last;
    for (const node of one.via ?? []) via.add(node);
    witnesses.push(...one.witnesses);
  }
  return { ...sum, via, witnesses };
}

function settleArrow({ ends, conversations }: Draft): FlowArrow {
  const { records, bytes, rule, first, last, via, witnesses } = addUp(conversations);
  const { from, fromService, to, toService, protocol, port } = ends;
  // Named one by one: there are many, and objects that are spread cost more.
  return {
    from,
    fromService,
    to,
    toService,
    protocol,
    port,
    records,
    bytes,
    first,
    last,
    rule: directionRules[rule] ?? 'lower-port',
    answered: conversations.some(({ answered }) => answered),
    isNews: conversations.some(({ isNews }) => isNews),
    via: [...via].filter((node) => node !== from && node !== to),
    witnesses: witnesses.length < 2 ? witnesses : witnesses.sort(byWitness).slice(0, mostWitnesses),
  };
}

/** Nodes with which something passed, as far as anybody saw. */
function findPartners(judged: readonly FlowConversation[], seen: readonly Arrow[]): ReadonlySet<number> {
  const partners = new Set(seen.flatMap(({ from, to }) => [from, to]));
  for (const { answered, connection } of judged) {
    if (answered) for (const side of ['low', 'high'] as const) partners.add(nodeAt(connection, side));
  }
  return partners;
}

/**
 * Tells scans: tries of an address of the internet that nothing ever passed with. Any port that is open to the internet is tried by
 * thousands of them each day, which are no hosts of the estate; the coverage counts their records.
 */
function findScans(judged: readonly FlowConversation[], { book, seen }: FlowContext): (one: FlowConversation) => boolean {
  const partners = findPartners(judged, seen);
  const isStranger = (node: number): boolean => book.isExternal(node) && !partners.has(node);
  return ({ answered, connection, sentBy }) =>
    !answered &&
    ((!sentBy.high && isStranger(nodeAt(connection, 'low'))) || (!sentBy.low && isStranger(nodeAt(connection, 'high'))));
}

/** The arrows flows tell of, each once. Call when all sockets are read and linked. */
export function linkFlows(observers: readonly FlowObserver[], context: FlowContext): readonly FlowArrow[] {
  const holders = new Map<number, number>();
  for (const { to, toService, protocol, port } of context.seen) {
    if (toService !== -1) holders.set(portKey(to, protocol, port), toService);
  }
  const drafts = new Map<string, Draft>();
  // What was answered first: a try at the same port was for the same service.
  const conversations = readFlows(observers, context);
  directAll(conversations, context);
  const isScan = findScans(conversations, context);
  const answeredFirst = [true, false].flatMap((is) => conversations.filter(({ answered }) => answered === is));
  for (const one of answeredFirst) {
    if (one.direction === undefined || isScan(one)) continue;
    const { connection, direction } = one;
    const { server } = direction;
    const { protocol } = connection;
    const [from, to] = [nodeAt(connection, otherSide(server)), nodeAt(connection, server)];
    const toService = findServer(one, server, holders, context);
    const { port } = connection[server];
    if (toService !== -1) holders.set(portKey(to, protocol, port), toService);
    const key = `${from} ${toService} ${portKey(to, protocol, port)}`;
    const draft = drafts.get(key) ?? { ends: { from, fromService: -1, to, toService, protocol, port }, conversations: [] };
    draft.conversations.push(one);
    drafts.set(key, draft);
  }
  return [...drafts.values()].map(settleArrow);
}

/** Everybody who told of flows, in a fixed order: logs, then hosts of what they forward. */
export function flowObservers(
  observations: readonly Observation[],
  known: readonly KnownHost[],
  takenAt: string | undefined,
): readonly FlowObserver[] {
  const isNews = ({ fresh, at }: Observation): boolean => fresh || takenAt === undefined || at > takenAt;
  const byTarget = (a: Observation, b: Observation): number => compareText(a.target, b.target);
  const logs = observations.filter(({ witness, flows }) => witness === true && flows !== undefined).sort(byTarget);
  return [
    ...logs.map((visit) => ({ visit, node: undefined, isNews: isNews(visit) })),
    ...known.flatMap(({ observations: own }, node) =>
      own
        .filter(({ flows, witness }) => flows !== undefined && witness !== true)
        .sort(byTarget)
        .map((visit) => ({ visit, node, isNews: isNews(visit) })),
    ),
  ];
}
