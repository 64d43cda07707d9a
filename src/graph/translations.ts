import type { Endpoint } from '../model/endpoint.ts';
import type { TrackedFact, TranslationFact } from '../model/translation-fact.ts';
import type { AddressBook, Place } from './address-book.ts';
import type { Connection, Side } from './connections.ts';
import type { EndTranslator, Spot } from './end-translator.ts';
import type { KnownHost } from './identify.ts';
import { isProtocol, type Protocol, portKey } from './protocol.ts';

/** What the hosts on the way say of the connections they translate: trackers one by one, rules in general. */
export interface Translations extends EndTranslator {
  /** The side that was asked, where a tracker on the way saw who began. */
  askedSide(connection: Connection): Side | undefined;
}

/** Ends by the end they are reached with: `portKey` of the one, then of the other. */
type Pairs = Map<number, Map<number, Spot>>;

const keyOf = (protocol: Protocol, { place, port }: Spot): number => portKey(place.id, protocol, port);

function put(pairs: Pairs, first: number, second: number, spot: Spot): void {
  const known = pairs.get(first);
  if (known === undefined) pairs.set(first, new Map([[second, spot]]));
  else if (!known.has(second)) known.set(second, spot);
}

const sameEnd = (a: Endpoint, b: Endpoint): boolean => a.address === b.address && a.port === b.port;

/** Targets of one rule or of several for the same end; of more than one nobody knows which it was. */
interface Rule {
  readonly node: number;
  readonly target: Spot | undefined;
  readonly port: number;
}

class Table implements Translations {
  readonly #book: AddressBook;
  /** What the caller means by the end it sees, and who stands behind the end the server sees. */
  readonly #tracked: Pairs = new Map();
  /** Clients by the server they asked. */
  readonly #asked = new Map<number, Set<number>>();
  /** By place and port of what callers use; null where rules disagree. */
  readonly #rules = new Map<number, Rule | null>();
  /** The same for rules that hold for every address of their host, by node. */
  readonly #hostRules = new Map<number, Rule | null>();

  constructor(book: AddressBook) {
    this.#book = book;
  }

  #spot(node: number, { address, port }: Endpoint): Spot | undefined {
    if (address === undefined || port === undefined) return undefined;
    const place = this.#book.locate(node, address);
    return place === undefined ? undefined : { place, port };
  }

  track(node: number, fact: TrackedFact): void {
    const { protocol, source, destination, replySource, replyDestination } = fact;
    const [client, server] = [this.#spot(node, source), this.#spot(node, replySource)];
    if (client === undefined || server === undefined) return;
    const serverKey = keyOf(protocol, server);
    const clients = this.#asked.get(serverKey) ?? new Set();
    this.#asked.set(serverKey, clients.add(keyOf(protocol, client)));
    const [asked, shown] = [this.#spot(node, destination), this.#spot(node, replyDestination)];
    if (asked !== undefined && !sameEnd(destination, replySource)) {
      put(this.#tracked, keyOf(protocol, asked), keyOf(protocol, client), { ...server, via: node });
    }
    if (shown !== undefined && !sameEnd(source, replyDestination)) {
      put(this.#tracked, keyOf(protocol, shown), serverKey, { ...client, via: node });
    }
  }

  rule(node: number, { kind, protocol = 'tcp', original, translated, weight }: TranslationFact): void {
    if ((kind !== 'dnat' && kind !== 'virtual-server') || original.port === undefined || weight === 0) return;
    if (translated === undefined || !isProtocol(protocol)) return;
    const target = translated.address === undefined ? undefined : this.#book.locate(node, translated.address);
    if (translated.address !== undefined && target === undefined) return;
    const port = translated.port ?? original.port;
    const rule: Rule = { node, target: target === undefined ? undefined : { place: target, port }, port };
    if (original.address === undefined) setRule(this.#hostRules, portKey(node, protocol, original.port), rule);
    const place = original.address === undefined ? undefined : this.#book.locate(node, original.address);
    if (place !== undefined && this.#maySpeakFor(node, place))
      setRule(this.#rules, portKey(place.id, protocol, original.port), rule);
  }

  /** What comes to an address that another host was seen to have is that host's to tell, unless the address moves between them. */
  #maySpeakFor(node: number, place: Place): boolean {
    return place.node === node || place.translated || !this.#book.isFixed(place);
  }

  translate(protocol: Protocol, end: Spot, peer: Spot, own: boolean): Spot | undefined {
    const tracked = this.#tracked.get(keyOf(protocol, end))?.get(keyOf(protocol, peer));
    return tracked ?? (own ? undefined : this.#byRule(protocol, end, peer));
  }

  #byRule(protocol: Protocol, { place, port }: Spot, peer: Spot): Spot | undefined {
    const rule = this.#rules.get(portKey(place.id, protocol, port)) ?? this.#hostRule(protocol, place, port);
    // What a host asks itself takes another way through its rules.
    if (rule === undefined || rule === null || rule.node === peer.place.space) return undefined;
    return { ...(rule.target ?? { place, port: rule.port }), via: rule.node };
  }

  /** Only what comes to the host itself: its containers have ports of their own. */
  #hostRule(protocol: Protocol, { node, space, address }: Place, port: number): Rule | null | undefined {
    if (space !== node || address.startsWith('127.') || address === '::1') return undefined;
    return this.#hostRules.get(portKey(node, protocol, port));
  }

  askedSide({ protocol, low, high }: Connection): Side | undefined {
    if (this.#asked.get(keyOf(protocol, high))?.has(keyOf(protocol, low)) === true) return 'high';
    return this.#asked.get(keyOf(protocol, low))?.has(keyOf(protocol, high)) === true ? 'low' : undefined;
  }
}

const sameTarget = (a: Rule, b: Rule): boolean => a.target?.place.id === b.target?.place.id && a.port === b.port;

function setRule(rules: Map<number, Rule | null>, key: number, rule: Rule): void {
  const known = rules.get(key);
  if (known === undefined) rules.set(key, rule);
  else if (known !== null && !sameTarget(known, rule)) rules.set(key, null);
}

/**
 * Reads what the hosts tell of translations. A tracked connection says exactly who asked and who answered; a rule
 * counts where it has one target only, and only for what no tracker tells.
 */
export function openTranslations(hosts: readonly KnownHost[], book: AddressBook): Translations {
  const table = new Table(book);
  for (const [node, { observations }] of hosts.entries()) {
    for (const { facts } of observations) {
      for (const fact of facts) {
        if (fact.fact === 'tracked') table.track(node, fact);
        else if (fact.fact === 'translation') table.rule(node, fact);
      }
    }
  }
  return table;
}
