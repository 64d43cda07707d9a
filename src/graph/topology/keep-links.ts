import type { NeighborTables } from '../../model/observation.ts';
import type { Host, Link } from '../../model/snapshot.ts';
import type { Told } from './told.ts';

/** What decides whether an earlier link is still one. */
export interface Sight {
  /** Id of a host of the snapshot before by the id it has now; nothing where it is gone. */
  currentId(id: string): string | undefined;
  /** What a host told in this scan; nothing where nobody looked. */
  toldNow(id: string): Told | undefined;
  /** Which of its tables were read in this scan. */
  tablesNow(id: string): NeighborTables;
}

const tables: Readonly<Record<string, (told: Told) => boolean>> = {
  lldp: ({ adjacency }) => adjacency.some(({ protocol }) => protocol === 'lldp'),
  cdp: ({ adjacency }) => adjacency.some(({ protocol }) => protocol === 'cdp'),
  fdb: ({ fdb }) => fdb.length > 0,
  stp: (told) => told['bridge-port'].length > 0,
  ospf: (told) => told['routing-peer'].some(({ protocol }) => protocol === 'ospf'),
  isis: (told) => told['routing-peer'].some(({ protocol }) => protocol === 'isis'),
  bgp: (told) => told['routing-peer'].some(({ protocol }) => protocol === 'bgp'),
};

/** A device that told something of the network was asked for all of it: what it no longer tells is gone. */
const tellsNetwork = (told: Told | undefined): boolean => told !== undefined && Object.values(tables).some((has) => has(told));

/** Protocols in which the far end says itself who it is: what else told of the link is no reason to doubt it. */
const spoken: ReadonlySet<string> = new Set(['lldp', 'cdp']);

/** True where a host was asked for what it told the link by, and tells it no more. A table that could not be read says nothing. */
function denies(id: string, { protocols }: Link, sight: Sight): boolean {
  const saying = protocols.filter((protocol) => spoken.has(protocol));
  const tables: Readonly<Record<string, 'read' | 'unread' | undefined>> = sight.tablesNow(id);
  const states = (saying.length > 0 ? saying : protocols).map((protocol) => tables[protocol]);
  return !states.includes('unread') && (tellsNetwork(sight.toldNow(id)) || states.includes('read'));
}

const onlyLearned = ({ protocols }: Link): boolean => protocols.every((protocol) => protocol === 'fdb');

/** True where one of the ends was looked at and says that its port is down. */
const isDown = ({ a, b }: Link, { toldNow }: Sight): boolean =>
  [a, b].some(({ host, port }) => toldNow(host)?.interface.some(({ name, up }) => name === port && up === false) === true);

/**
 * A bridge forgets who is silent for five minutes (IEEE 802.1D-2004, 7.9.2): what only its table told is gone where the port is
 * down, or where the host was learned at another place.
 */
function isGone(link: Link, sight: Sight, placed: ReadonlySet<string>): boolean {
  const tellers = [...(link.seenFrom === 'b' ? [] : [link.a.host]), ...(link.seenFrom === 'a' ? [] : [link.b.host])];
  if (!tellers.some((id) => denies(id, link, sight))) return false;
  if (!onlyLearned(link) || isDown(link, sight)) return true;
  return link.seenFrom !== 'both' && placed.has(link.seenFrom === 'a' ? link.b.host : link.a.host);
}

/** Two ends in the order of ids, as every link has them. */
function rename(link: Link, a: string, b: string): Link {
  const renamed = { ...link, a: { ...link.a, host: a }, b: { ...link.b, host: b } };
  if (a <= b) return renamed;
  const turn = <T>(pair: { readonly a: T; readonly b: T }): { a: T; b: T } => ({ a: pair.b, b: pair.a });
  const side = link.seenFrom === 'a' ? 'b' : link.seenFrom === 'b' ? 'a' : link.seenFrom;
  const bundles = {
    ...(link.aggregate === undefined ? {} : { aggregate: turn(link.aggregate) }),
    ...(link.members === undefined
      ? {}
      : { members: link.members.map(({ a: near, b: far }) => ({ ...(far && { a: far }), ...(near && { b: near }) })) }),
  };
  return { ...renamed, ...turn(renamed), ...bundles, seenFrom: side };
}

const ends = ({ layer, a, b }: Link): string[] => {
  const [x, y] = [`${a.host} ${a.port ?? ''}`, `${b.host} ${b.port ?? ''}`];
  return [`${layer} ${x}`, `${layer} ${y}`];
};

/**
 * The links of the snapshot before that nobody can have missed: those who told of them were not looked at this time, or could
 * not tell. Marked as `stale`. What a port has now replaces what it had.
 */
export function keepLinks(before: readonly Link[], now: readonly Link[], sight: Sight): Link[] {
  const present = new Set(now.map(({ id }) => id));
  const taken = new Set(now.filter(({ shared, protocols }) => shared !== true && !protocols.includes('bgp')).flatMap(ends));
  const placed = new Set(now.flatMap(({ a, b, layer }) => (layer === 2 ? [a.host, b.host] : [])));
  return before.flatMap((link): Link[] => {
    const [a, b] = [sight.currentId(link.a.host), sight.currentId(link.b.host)];
    if (present.has(link.id) || a === undefined || b === undefined || isGone(link, sight, placed)) return [];
    const kept = rename(link, a, b);
    const isTaken = ends(kept).some((end, side) => (side === 0 ? kept.a.port : kept.b.port) !== undefined && taken.has(end));
    return isTaken ? [] : [{ ...kept, stale: true }];
  });
}

/** Hosts that kept links lead to and that are not among the present ones, as the snapshot before had them. */
export function hostsOf(links: readonly Link[], present: ReadonlySet<string>, before: ReadonlyMap<string, Host>): Host[] {
  const missing = new Set(links.flatMap(({ a, b }) => [a.host, b.host]).filter((id) => !present.has(id)));
  return [...missing].flatMap((id) => before.get(id) ?? []);
}
