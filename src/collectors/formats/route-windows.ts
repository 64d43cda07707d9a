import type { Fact, InterfaceFact, RouteFact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { type FactList, factList } from '../../text/fact-list.ts';
import { type Line, readLines } from '../../text/lines.ts';
import { canonicalMac } from '../../text/mac.ts';
import { maskLength, readPrefix, routeDestination } from '../../text/prefix.ts';
import { readInteger, readWords } from '../../text/scan.ts';

/** `12...00 50 56 c0 00 08 ......Intel(R)`, Windows XP `0x2 ...00 0c 29`, `1...........................Software Loopback`. */
const adapter =
  /^[ \t]{0,20}(0x[\da-fA-F]{1,8}|\d{1,10})[ \t]{0,4}\.{3}[ .]{0,60}((?:[\da-fA-F]{2} ){0,20})[ .]{0,60}(\S.{0,300})$/;
const rule = /^={10,}\s*$/;
/** A gateway that had no room on the line of its prefix. */
const farRight = /^\s{10}/;
/** Metric of a route that is only written down (`route -p`), of IPv6. */
const persistent = 4_294_967_295;

function readAdapter({ number, text }: Line): InterfaceFact | undefined {
  const [, index, octets = '', name = ''] = adapter.exec(text) ?? [];
  if (index === undefined) return undefined;
  const mac = canonicalMac(octets.trim().replaceAll(' ', '-'));
  return { fact: 'interface', line: number, name: name.trim(), index: Number(index), ...(mac === undefined ? {} : { mac }) };
}

/** Destination, mask, gateway or words for "on the link", address of the interface, metric. */
function readIpv4Route({ number }: Line, words: readonly string[]): RouteFact | undefined {
  const destination = canonicalAddress(words[0] ?? '');
  const length = maskLength(words[1] ?? '');
  const metric = readInteger(words.at(-1));
  const through = canonicalAddress(words.at(-2) ?? '');
  if (destination === undefined || length === undefined || metric === undefined || through === undefined) return undefined;
  const gateway = canonicalAddress(words[2] ?? '');
  return {
    fact: 'route',
    line: number,
    destination: `${destination}/${length}`,
    // Before Vista a route on the link has the interface's own address for a gateway.
    ...(gateway === undefined || gateway === through ? {} : { gateway }),
    interface: through,
    metric,
  };
}

interface Ipv6Head {
  readonly index: string;
  readonly metric: number;
  readonly destination: string;
}

/** Index, metric, prefix; the gateway stands behind them or, below a long prefix, on the next line. */
function readIpv6Head(words: readonly string[]): Ipv6Head | undefined {
  const [index, metricText, prefixText = ''] = words;
  const metric = readInteger(metricText);
  const prefix = prefixText.includes(':') ? readPrefix(prefixText) : undefined;
  if (index === undefined || readInteger(index) === undefined || metric === undefined || prefix === undefined) return undefined;
  return { index, metric, destination: routeDestination(prefix) };
}

const ipv6Route = ({ index, metric, destination }: Ipv6Head, line: number, gatewayText: string): RouteFact => {
  const gateway = canonicalAddress(gatewayText);
  return { fact: 'route', line, destination, ...(gateway === undefined ? {} : { gateway }), interface: index, metric };
};

/** Whether a line has the shape of a route, so that it is worth saying that it could not be read. */
const looksLikeRoute = (words: readonly string[]): boolean =>
  words.length >= 5 && /^[\d.]{7,}$/.test(words[0] ?? '') && /^[\d.]{7,}$/.test(words[1] ?? '');

class Reader {
  readonly list: FactList = factList();
  #open: { readonly head: Ipv6Head; readonly line: number } | undefined;

  read(line: Line): void {
    const words = readWords(line.text);
    const below = this.#open !== undefined && words.length <= 3 && farRight.test(line.text);
    if (below) this.#close(words[0] ?? '');
    else this.finish();
    if (below || words.length === 0 || rule.test(line.text)) return;
    const head = readIpv6Head(words);
    if (head !== undefined) this.#readIpv6(head, line.number, words);
    else this.#readOther(line, words);
  }

  finish(): void {
    if (this.#open !== undefined) this.#close('');
  }

  #readIpv6(head: Ipv6Head, line: number, words: readonly string[]): void {
    if (head.metric === persistent) return;
    this.#open = { head, line };
    if (words.length > 3) this.#close(words[3] ?? '');
  }

  #close(gateway: string): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) this.list.facts.push(ipv6Route(open.head, open.line, gateway));
  }

  /** Headings and the persistent routes, which are written down and may not be in use, have another shape. */
  #readOther(line: Line, words: readonly string[]): void {
    const fact = readIpv4Route(line, words) ?? readAdapter(line);
    if (fact !== undefined && (fact.fact !== 'route' || words.length >= 5)) this.list.facts.push(fact);
    else if (looksLikeRoute(words)) this.list.skip(line.number, line.text, 'not a row of route');
  }
}

/** Output of `route print` and `netstat -r` of Windows, in any language. */
export function parseRouteWindows(text: string): readonly Fact[] {
  const reader = new Reader();
  for (const line of readLines(text)) reader.read(line);
  reader.finish();
  return reader.list.facts;
}
