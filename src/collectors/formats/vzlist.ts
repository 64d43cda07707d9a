import type { Fact } from '../../model/fact.ts';
import { canonicalAddress } from '../../text/address.ts';
import { factList } from '../../text/fact-list.ts';
import { readJsonObjects, textField } from '../../text/json-objects.ts';
import { shownObject } from '../../text/json-wrapper.ts';
import { known } from './known.ts';

type Json = Readonly<Record<string, unknown>>;

const addressesOf = ({ ip }: Json): readonly string[] =>
  (Array.isArray(ip) ? ip : [])
    .slice(0, 256)
    .flatMap((address: unknown) => (typeof address === 'string' ? (canonicalAddress(address.split('/', 1)[0] ?? '') ?? []) : []));

/** Containers of OpenVZ, `vzlist -a -j` (vzlist(8)); the number is a UUID since version 7. */
export function parseVzlist(text: string): readonly Fact[] {
  const list = factList();
  for (const item of readJsonObjects(text)) {
    const id: unknown = item.kind === 'object' ? item.value['ctid'] : undefined;
    if (item.kind === 'broken' || (typeof id !== 'number' && typeof id !== 'string')) {
      list.skip(item.line, shownObject(item), 'not a container');
      continue;
    }
    const name = [textField(item.value, 'name'), textField(item.value, 'hostname')].find(
      (one) => one !== undefined && one !== '-',
    );
    list.facts.push({
      fact: 'container',
      line: item.line,
      runtime: 'openvz',
      id: String(id),
      ...known('name', name),
      ...known('state', textField(item.value, 'status')?.toLowerCase()),
      ...known('addresses', addressesOf(item.value)),
    });
  }
  return list.facts;
}
