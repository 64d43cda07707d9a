import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readJsonObjects, textField } from '../../text/json-objects.ts';
import { canonicalMac } from '../../text/mac.ts';
import { parseIpNeigh } from './ip-neigh.ts';

/** The state is an array of flags, of which one is set. */
function readState(state: unknown): string | undefined {
  const first: unknown = Array.isArray(state) ? state[0] : undefined;
  return typeof first === 'string' ? first.toLowerCase() : undefined;
}

/** Output of `ip -j neigh` (ip-neighbour(8)); what has no JSON in it is read as text, see `parseIpRouteJson`. */
export function parseIpNeighJson(text: string): readonly Fact[] {
  if (!text.trimStart().startsWith('[')) return parseIpNeigh(text);
  const list = factList();
  for (const item of readJsonObjects(text)) {
    const address = item.kind === 'broken' ? undefined : canonicalAddress(textField(item.value, 'dst') ?? '');
    if (item.kind === 'broken' || address === undefined) {
      list.skip(item.line, item.kind === 'broken' ? item.text : JSON.stringify(item.value), 'not a neighbor');
      continue;
    }
    const mac = canonicalMac(textField(item.value, 'lladdr') ?? '');
    const device = textField(item.value, 'dev');
    const state = readState(item.value['state']);
    list.facts.push({
      fact: 'neighbor',
      line: item.line,
      address,
      ...(mac === undefined ? {} : { mac }),
      ...(device === undefined ? {} : { interface: device }),
      ...(state === undefined ? {} : { state }),
    });
  }
  return list.facts;
}
