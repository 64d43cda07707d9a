import type { Fact } from '../../../model/fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readPrefix, routeDestination } from '../../../text/prefix.ts';
import { readInteger, readWords } from '../../../text/scan.ts';
import { known } from '../known.ts';

/** `ethernet1/15`, `ae1.72`, `tunnel.30`, `vlan`: flags have no two small letters in a row. */
const port = /^[a-z]{2}[\w./:-]{0,60}$/;
/** `A S`, `A?B`: in use. Without it another way is better. */
const active = /^A(?:\?|$)/;
/** The next hop of these is an address of the device itself: connected, host. */
const own = /^[CH]$/;
const noise = /^(?:flags:|\s{1,12}(?:Oi:|=)|VIRTUAL ROUTER:|destination\s|total routes shown)/;

function routeOf(line: number, words: readonly string[]): Fact | undefined {
  const [target = '', hop = '', ...rest] = words;
  const read = readPrefix(target);
  if (read?.length === undefined || hop === '') return undefined;
  const next = canonicalAddress(hop);
  const isOwn = next === '0.0.0.0' || next === '::' || rest.some((word) => own.test(word));
  // `vr NAME` leads to another virtual router, by no interface.
  const out = hop === 'vr' ? undefined : rest.findLast((word) => port.test(word));
  return {
    fact: 'route',
    line,
    destination: routeDestination(read),
    ...known('gateway', isOwn ? undefined : next),
    ...known('interface', out),
    ...known('metric', readInteger(rest[0])),
  };
}

/**
 * `show routing route` of PAN-OS (PAN-OS CLI Quick Start): the routes in use of every virtual router. A next hop `discard` or
 * `vr NAME` is no address.
 */
export function parsePanosRoutes(text: string): readonly Fact[] {
  const list = factList();
  for (const { number, text: whole } of readLines(text)) {
    const row = whole.slice(0, 400);
    const words = readWords(row);
    if (words.length === 0 || noise.test(row)) continue;
    const route = routeOf(number, words);
    if (route === undefined) list.skip(number, row, 'not a route');
    else if (words.slice(2).some((word) => active.test(word))) list.facts.push(route);
  }
  return list.facts;
}
