import type { Link, LinkEnd } from '../../model/snapshot.ts';
import { compareText, sortedUnique } from '../compare-text.ts';
import { makeId } from '../make-id.ts';
import type { CableBook } from './cable-book.ts';
import { normalizePort } from './port-name.ts';
import type { Port } from './ports.ts';
import type { Cable } from './report.ts';

/** How sure a link is: both ends tell of it, one does, or the other end tells of somebody else. */
const confidence = { both: 0.99, one: 0.8, mismatched: 0.4 } as const;

/** Marks what only one side tells while the other tells of another neighbor on that port. */
export function markMismatches(cables: readonly Cable[]): void {
  const toldAt = new Set<Port>();
  for (const { aPort, bPort, toldByA, toldByB } of cables) {
    if (aPort !== undefined && toldByA.size > 0) toldAt.add(aPort);
    if (bPort !== undefined && toldByB.size > 0) toldAt.add(bPort);
  }
  for (const cable of cables) {
    const far = cable.toldByA.size === 0 ? cable.aPort : cable.toldByB.size === 0 ? cable.bPort : undefined;
    if (far !== undefined && toldAt.has(far)) cable.mismatched = true;
  }
}

function sureOf({ mismatched, confidence: set, toldByA, toldByB }: Cable): number {
  if (mismatched) return confidence.mismatched;
  return set ?? (toldByA.size > 0 && toldByB.size > 0 ? confidence.both : confidence.one);
}

interface End {
  readonly end: LinkEnd;
  /** What the id is made of: the same whether the device calls its port so or a neighbor. */
  readonly key: string;
}

function endOf(host: string, port: Port | undefined, text: string | undefined): End {
  const name = port?.name ?? (port === undefined ? text : undefined);
  const index = port?.ifIndex === undefined ? {} : { ifIndex: port.ifIndex };
  const key = port?.key ?? (text === undefined ? '' : normalizePort(text));
  return { end: { host, ...(name === undefined ? {} : { port: name }), ...index }, key: `${host} ${key}` };
}

const portText = (port: Port | undefined, text: string | undefined): string => port?.name ?? text ?? port?.key ?? '';

type Bundle = Pick<Link, 'aggregate'>;

function bundleOf({ aPort, bPort }: Cable, book: CableBook, turned: boolean): Bundle {
  const [a, b] = [book.bundleOf(aPort), book.bundleOf(bPort)].map((port) =>
    port === undefined ? undefined : portText(port, undefined),
  );
  if (a === undefined || b === undefined) return {};
  return { aggregate: turned ? { a: b, b: a } : { a, b } };
}

/** The ports in the bundles that a link is between, where nothing tells which of them is wired to which. */
function membersOf({ aPort, bPort }: Cable, book: CableBook, turned: boolean): Pick<Link, 'members'> {
  const inside = (port: Port | undefined): string[] =>
    (port === undefined || book.bundleOf(port) !== undefined ? [] : book.family(port).slice(1))
      .map((member) => portText(member, undefined))
      .sort(compareText);
  const [a, b] = turned ? [inside(bPort), inside(aPort)] : [inside(aPort), inside(bPort)];
  return a.length + b.length === 0 ? {} : { members: [...a.map((port) => ({ a: port })), ...b.map((port) => ({ b: port }))] };
}

function toLink(cable: Cable, layer: 2 | 3, book: CableBook): Link {
  const ends = [endOf(cable.a, cable.aPort, cable.aText), endOf(cable.b, cable.bPort, cable.bText)] as const;
  const turned = cable.a === cable.b && compareText(ends[0].key, ends[1].key) > 0;
  const [a, b] = turned ? [ends[1], ends[0]] : ends;
  const [toldByA, toldByB] = turned ? [cable.toldByB, cable.toldByA] : [cable.toldByA, cable.toldByB];
  return {
    id: makeId('link', [String(layer), a.key, b.key]),
    layer,
    protocols: sortedUnique([...toldByA, ...toldByB]),
    a: a.end,
    b: b.end,
    seenFrom: toldByA.size === 0 ? 'b' : toldByB.size === 0 ? 'a' : 'both',
    confidence: Math.round(sureOf(cable) * 100) / 100,
    ...(cable.shared ? { shared: true } : {}),
    ...(cable.mismatched ? { mismatched: true } : {}),
    ...bundleOf(cable, book, turned),
    ...membersOf(cable, book, turned),
  };
}

/** Two of one id are one: what tells more of it stays. */
export function finishLinks(cables: readonly Cable[], layer: 2 | 3, book: CableBook): Link[] {
  const links = new Map<string, Link>();
  for (const cable of cables) {
    const link = toLink(cable, layer, book);
    const known = links.get(link.id);
    const protocols = sortedUnique([...(known?.protocols ?? []), ...link.protocols]);
    const best = known === undefined || link.confidence > known.confidence ? link : known;
    links.set(link.id, { ...best, protocols });
  }
  return [...links.values()];
}
