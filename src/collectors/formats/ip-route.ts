import type { Fact, RouteFact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readLines } from '../../text/lines.ts';
import { readPrefix, routeDestination } from '../../text/prefix.ts';
import { readInteger, readWords } from '../../text/scan.ts';

/** Types of routes that lead nowhere, or to this host itself (ip-route(8), "TYPE"). */
export const notForwarding: ReadonlySet<string> = new Set(
  'anycast blackhole broadcast local multicast nat prohibit throw unreachable xresolve'.split(' '),
);

/** Where a route sends a packet next. */
export interface Hop {
  readonly gateway?: string;
  readonly interface?: string;
}

/** What all hops of one route share. */
export interface RouteHead {
  /** As printed: a prefix, an address, or `default`. */
  readonly destination: string;
  readonly metric: number | undefined;
  /** The route itself says that it is IPv6: only such routes have a preference (RFC 4191). */
  readonly inet6: boolean;
  /** The gateway is of another family than the destination (`via inet6 fe80::1`). */
  readonly crossFamily: boolean;
}

/** One hop as a fact; undefined where the destination cannot be read. */
export function routeFact(head: RouteHead, hop: Hop, line: number): RouteFact | undefined {
  const inet6 = head.inet6 || (!head.crossFamily && hop.gateway?.includes(':') === true);
  const prefix = readPrefix(head.destination === 'default' ? (inet6 ? '::/0' : '0.0.0.0/0') : head.destination);
  if (prefix === undefined) return undefined;
  return {
    fact: 'route',
    line,
    destination: routeDestination(prefix),
    ...hop,
    ...(head.metric === undefined ? {} : { metric: head.metric }),
  };
}

/** Routes of other tables than the main one hold for some packets only (ip-rule(8)). */
export const isMainTable = (table: string | undefined): boolean =>
  table === undefined || table === 'main' || table === 'default' || table === '254' || table === '253';

const wordAfter = (words: readonly string[], key: string): string | undefined => {
  const at = words.indexOf(key);
  return at === -1 ? undefined : words[at + 1];
};

/** `via 10.0.0.1 dev eth0`, `via inet6 fe80::1 dev eth0`, `dev ppp0`. */
function readHop(words: readonly string[]): Hop {
  const via = wordAfter(words, 'via');
  const gateway = canonicalAddress((via?.startsWith('inet') ? wordAfter(words, via) : via) ?? '');
  const device = wordAfter(words, 'dev');
  return { ...(gateway === undefined ? {} : { gateway }), ...(device === undefined ? {} : { interface: device }) };
}

const readHead = (words: readonly string[]): RouteHead => ({
  destination: words[0] ?? '',
  metric: readInteger(wordAfter(words, 'metric')),
  inet6: words.includes('pref'),
  crossFamily: wordAfter(words, 'via') === 'inet6',
});

/**
 * Output of `ip route` and `ip -6 route` of iproute2 (ip-route(8)) and busybox. A route over several
 * gateways has one indented `nexthop` line each; every one becomes a fact.
 */
export function parseIpRoute(text: string): readonly Fact[] {
  const list = factList();
  let head: RouteHead | undefined;
  for (const { number, text: line } of readLines(text)) {
    const [first = '', ...rest] = readWords(line);
    if (first === '' || notForwarding.has(first) || !isMainTable(wordAfter(rest, 'table'))) {
      head = undefined;
      continue;
    }
    const words = first === 'unicast' ? rest : [first, ...rest];
    if (first !== 'nexthop') head = readHead(words);
    if (head === undefined) continue;
    const fact = routeFact(head, readHop(words), number);
    if (fact === undefined) list.skip(number, line, 'not a route');
    else if (fact.gateway !== undefined || fact.interface !== undefined) list.facts.push(fact);
  }
  return list.facts;
}
