import type { ContainerFact } from '../../model/container-fact.ts';
import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { numberField, objectField, objectsField, readJsonObjects, textField } from '../../text/json-objects.ts';
import { insideOf, shownObject } from '../../text/json-wrapper.ts';
import { known } from './known.ts';

type Json = Readonly<Record<string, unknown>>;

const mostInterfaces = 256;

function addressesOf(state: Json): readonly string[] {
  const network = objectField(state, 'network');
  const addresses = Object.keys(network)
    .slice(0, mostInterfaces)
    .flatMap((name) => objectsField(objectField(network, name), 'addresses'))
    .flatMap((one) => (textField(one, 'scope') === 'global' ? (canonicalAddress(textField(one, 'address') ?? '') ?? []) : []));
  return [...new Set(addresses)];
}

/**
 * Containers of Incus or LXD: `GET /1.0/instances?recursion=2` or `incus list --format json` (doc/rest-api of Incus,
 * InstanceFull). Virtual machines are left out: they are no containers.
 */
export function parseIncus(text: string): readonly Fact[] {
  const list = factList();
  for (const item of readJsonObjects(insideOf(text, ['metadata']))) {
    const name = item.kind === 'object' ? textField(item.value, 'name') : undefined;
    if (item.kind === 'broken' || name === undefined) {
      list.skip(item.line, shownObject(item), 'not an instance');
      continue;
    }
    if (textField(item.value, 'type') === 'virtual-machine') continue;
    const state = objectField(item.value, 'state');
    const pid = numberField(state, 'pid');
    const fact: ContainerFact = {
      fact: 'container',
      line: item.line,
      runtime: 'incus',
      name,
      ...known('state', (textField(item.value, 'status') ?? textField(state, 'status'))?.toLowerCase()),
      ...known('pid', pid === 0 ? undefined : pid),
      ...known('addresses', addressesOf(state)),
    };
    list.facts.push(fact);
  }
  return list.facts;
}
