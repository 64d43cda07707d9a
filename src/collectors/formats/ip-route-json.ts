import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { numberField, objectField, objectsField, readJsonObjects, textField } from '../../text/json-objects.ts';
import { type Hop, isMainTable, notForwarding, parseIpRoute, type RouteHead, routeFact } from './ip-route.ts';

type Json = Readonly<Record<string, unknown>>;

function readHop(value: Json): Hop {
  const gateway = canonicalAddress(textField(value, 'gateway') ?? textField(objectField(value, 'via'), 'host') ?? '');
  const device = textField(value, 'dev');
  return { ...(gateway === undefined ? {} : { gateway }), ...(device === undefined ? {} : { interface: device }) };
}

const readHead = (value: Json, hops: readonly Json[]): RouteHead => ({
  destination: textField(value, 'dst') ?? '',
  metric: numberField(value, 'metric'),
  inet6: 'pref' in value,
  crossFamily: [value, ...hops].some((hop) => textField(objectField(hop, 'via'), 'family') === 'inet6'),
});

/**
 * Output of `ip -j -4 route; ip -j -6 route`: an array each. iproute2 took `-j` before it knew how to
 * print routes that way (4.14 to 4.16, Ubuntu 18.04), so what holds no JSON is read as text.
 */
export function parseIpRouteJson(text: string): readonly Fact[] {
  if (!text.trimStart().startsWith('[')) return parseIpRoute(text);
  const list = factList();
  for (const item of readJsonObjects(text)) {
    if (item.kind === 'broken') {
      list.skip(item.line, item.text, 'not a JSON object');
      continue;
    }
    const { line, value } = item;
    if (notForwarding.has(textField(value, 'type') ?? '') || !isMainTable(textField(value, 'table'))) continue;
    const hops = objectsField(value, 'nexthops');
    const head = readHead(value, hops);
    for (const hop of hops.length === 0 ? [value] : hops) {
      const fact = routeFact(head, readHop(hop), line);
      if (fact === undefined) list.skip(line, JSON.stringify(value), 'not a route');
      else if (fact.gateway !== undefined || fact.interface !== undefined) list.facts.push(fact);
    }
  }
  return list.facts;
}
