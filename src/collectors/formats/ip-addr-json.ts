import type { AddressFact, Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { numberField, objectField, objectsField, readJsonObjects, textField } from '../../text/json-objects.ts';
import { canonicalMac } from '../../text/mac.ts';
import { finishInterface } from './interface-draft.ts';
import { parseIpAddr } from './ip-addr.ts';

type Json = Readonly<Record<string, unknown>>;

function readAddress(info: Json, name: string, line: number): AddressFact | undefined {
  const address = canonicalAddress(textField(info, 'local') ?? '');
  if (address === undefined) return undefined;
  const prefix = numberField(info, 'prefixlen');
  return { fact: 'address', line, address, ...(prefix === undefined ? {} : { prefix }), interface: name };
}

function readInterface(value: Json, name: string, line: number): readonly Fact[] {
  const { flags } = value;
  const mac = canonicalMac(textField(value, 'address') ?? '');
  const linkType = textField(value, 'link_type');
  const kind = textField(objectField(value, 'linkinfo'), 'info_kind') ?? (linkType === 'none' ? undefined : linkType);
  const index = numberField(value, 'ifindex');
  const mtu = numberField(value, 'mtu');
  return finishInterface({
    line,
    name,
    alias: false,
    ...(index === undefined ? {} : { index }),
    ...(mac === undefined ? {} : { mac }),
    ...(mtu === undefined ? {} : { mtu }),
    ...(Array.isArray(flags) ? { up: flags.includes('UP') } : {}),
    ...(kind === undefined ? {} : { kind }),
    addresses: objectsField(value, 'addr_info').flatMap((info) => readAddress(info, name, line) ?? []),
  });
}

/** Output of `ip -j -d addr` (ip(8)); what has no JSON in it is read as text, see `parseIpRouteJson`. */
export function parseIpAddrJson(text: string): readonly Fact[] {
  if (!text.trimStart().startsWith('[')) return parseIpAddr(text);
  const list = factList();
  for (const item of readJsonObjects(text)) {
    if (item.kind === 'broken') {
      list.skip(item.line, item.text, 'not a JSON object');
      continue;
    }
    const name = textField(item.value, 'ifname');
    // Some versions print an empty object for an interface that a filter left out.
    if (name !== undefined) for (const fact of readInterface(item.value, name, item.line)) list.facts.push(fact);
  }
  return list.facts;
}
