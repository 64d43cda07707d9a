import type { Observation, ToldReference, Witness } from '../model/observation.ts';
import type { ReferenceFact } from '../model/reference-fact.ts';
import type { AddressBook, Place } from './address-book.ts';
import { classifyAddress } from './address-class.ts';
import type { Arrow } from './arrows.ts';
import { compareText } from './compare-text.ts';
import type { Spot } from './end-translator.ts';
import type { KnownHost } from './identify.ts';
import { isJunkName } from './identity-values.ts';
import type { ListenerTable } from './listeners.ts';
import { type Protocol, portKey } from './protocol.ts';
import { type NameResolver, normalizeName } from './reference-names.ts';
import type { ServiceTable } from './service-table.ts';

/** A dependency that stands in a configuration, with the lines that say so. */
export interface ConfiguredArrow extends Omit<Arrow, 'connections'> {
  readonly witnesses: Witness[];
  /** When the configuration was read, first and last. */
  first: string;
  last: string;
}

/** What references are read against. Nothing is added to the sockets; new peers and services are. */
export interface ReferenceContext {
  readonly book: AddressBook;
  readonly names: NameResolver;
  readonly services: ServiceTable;
  readonly listeners: ListenerTable;
  /** True for a process in a container that is a host of its own: what it uses that host tells itself. */
  isElsewhere(node: number, pid: number): boolean;
  /** Where an end really is, as `peer` reaches it: behind a published port or a rule. */
  translate(protocol: Protocol, end: Spot, peer: Spot): Spot;
}

const witnessesAnArrow = 5;

type Target = Pick<Arrow, 'to' | 'toService' | 'protocol' | 'port'>;

const isAddress = (host: string): boolean => classifyAddress(host) !== 'invalid';

/** Who is meant: a place with an address, or a node known by its name, at one of the places it is reached at. */
type Meant = { readonly node: number; readonly place?: Place; readonly reached?: Place };

/** Where a node is that was found by its name: what other hosts have too is not it. */
function reach(from: number, node: number, addresses: readonly string[], { book }: ReferenceContext): Meant {
  for (const address of addresses) {
    const reached = book.locate(from, address);
    if (reached?.node === node) return { node, reached };
  }
  return { node };
}

function findMeant(node: number, { host }: ReferenceFact, fresh: boolean, context: ReferenceContext): Meant | undefined {
  const { book, names } = context;
  const found = isAddress(host) ? { address: host } : names.resolve(node, host);
  if (found === undefined) return isJunkName(normalizeName(host)) ? undefined : { node: book.peerNamed(normalizeName(host)) };
  if ('node' in found) return reach(node, found.node, found.addresses, context);
  const place = fresh ? book.locateNow(node, found.address) : book.locate(node, found.address);
  return place === undefined || classifyAddress(place.address) === 'loopback' ? undefined : { node: place.node, place };
}

/** The service the reference is to: what listens there, or on a host that does not show its listeners the bare port. */
function findServer({ node, place }: Meant, protocol: Protocol, port: number, context: ReferenceContext): number {
  const { listeners, services } = context;
  const space = place?.space ?? node;
  const listener = listeners.find(space, protocol, place?.address ?? '*', port, place?.translated ?? true);
  if (listener !== undefined) return listener.service;
  if (listeners.covers(space, protocol)) return -1;
  return services.atPort(node, { protocol, address: place?.address ?? '*', port }, place?.netns).index;
}

/** The same behind what translates it on the way. */
function translateMeant(node: number, meant: Meant, protocol: Protocol, port: number, context: ReferenceContext) {
  const own = context.book.locate(node, '127.0.0.1');
  const seeming = meant.place ?? meant.reached;
  if (seeming === undefined || own === undefined) return { ...meant, port };
  const { place, port: real } = context.translate(protocol, { place: seeming, port }, { place: own, port: 0 });
  return place === seeming && real === port ? { ...meant, port } : { node: place.node, place, port: real };
}

function findTarget(node: number, reference: ReferenceFact, fresh: boolean, context: ReferenceContext): Target | undefined {
  const { protocol = 'tcp', port } = reference;
  if (port === undefined) return undefined;
  const meant = findMeant(node, reference, fresh, context);
  if (meant === undefined) return undefined;
  const real = translateMeant(node, meant, protocol, port, context);
  return { to: real.node, toService: findServer(real, protocol, real.port, context), protocol, port: real.port };
}

/** The service that is configured so, where the configuration tells; -1 for the host as such. */
function findClient(
  node: number,
  { owner, listen, protocol = 'tcp' }: ReferenceFact,
  { services, listeners }: ReferenceContext,
): number {
  const at = listen?.port === undefined ? undefined : listeners.find(node, protocol, listen.address ?? '*', listen.port, true);
  if (at !== undefined) return at.service;
  if (owner?.pid !== undefined) return services.ofProcess(node, owner.pid)?.index ?? -1;
  if (owner?.unit !== undefined) return services.ofUnit(node, owner.unit).index;
  // The kernel itself hands on what comes in there.
  if (owner === undefined && listen?.port !== undefined) {
    const endpoint = { protocol, address: listen.address ?? '*', port: listen.port };
    return services.atPort(node, endpoint).index;
  }
  return owner?.program === undefined ? -1 : (services.ofProgram(node, owner.program)?.index ?? -1);
}

/** Within one host only one service that uses another is a dependency. */
const isOwn = (node: number, from: number, { to, toService }: Target): boolean =>
  node === to && (from === toService || from === -1 || toService === -1);

const keyOf = (from: number, fromService: number, { to, toService, protocol, port }: Target): string =>
  `${from} ${fromService} ${toService} ${portKey(to, protocol, port)}`;

function extend(arrow: ConfiguredArrow, witness: Witness, at: string): void {
  if (at < arrow.first) arrow.first = at;
  if (at > arrow.last) arrow.last = at;
  if (arrow.witnesses.length < witnessesAnArrow) arrow.witnesses.push(witness);
}

const witnessOf = ({ target }: Observation, { collector, reference }: ToldReference): Witness => ({
  target,
  collector,
  sample: 1,
  ...(reference.line === undefined ? {} : { line: reference.line }),
  side: 'client',
});

const inOrder = (observations: readonly Observation[]): Observation[] =>
  [...observations].sort((a, b) => compareText(a.at, b.at) || compareText(a.target, b.target));

/** The arrows the configurations of the hosts tell of, each once. Call when all sockets are read. */
export function linkReferences(hosts: readonly KnownHost[], context: ReferenceContext): readonly ConfiguredArrow[] {
  const arrows = new Map<string, ConfiguredArrow>();
  const add = (node: number, visit: Observation, told: ToldReference): void => {
    const pid = told.reference.owner?.pid;
    if (pid !== undefined && context.isElsewhere(node, pid)) return;
    const target = findTarget(node, told.reference, visit.fresh, context);
    if (target === undefined) return;
    const fromService = findClient(node, told.reference, context);
    if (isOwn(node, fromService, target)) return;
    const key = keyOf(node, fromService, target);
    const arrow = arrows.get(key) ?? { from: node, fromService, ...target, witnesses: [], first: visit.at, last: visit.at };
    extend(arrow, witnessOf(visit, told), visit.at);
    arrows.set(key, arrow);
  };
  for (const [node, { observations }] of hosts.entries()) {
    for (const visit of inOrder(observations)) for (const told of visit.references ?? []) add(node, visit, told);
  }
  return [...arrows.values()];
}
