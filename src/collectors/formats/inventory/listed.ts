import type { Fact } from '../../../model/fact.ts';
import type { ListedHostFact, ListedServiceFact } from '../../../model/listed-fact.ts';
import { factList } from '../../../text/fact-list.ts';
import type { Json } from './fields.ts';
import { readItems } from './json-items.ts';

type Loose<Fact> = Omit<
  { readonly [Key in keyof Fact as undefined extends Fact[Key] ? never : Key]: Fact[Key] } & {
    readonly [Key in keyof Fact as undefined extends Fact[Key] ? Key : never]?: Fact[Key] | undefined;
  },
  'fact' | 'line'
>;

/** Keys without a value and empty lists of what may be absent are left out. */
const compact = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([key, one]) => one !== undefined && !((key === 'identity' || key === 'members') && Array.isArray(one) && one.length === 0),
    ),
  );

export const listedHost = (line: number, host: Loose<ListedHostFact>): ListedHostFact =>
  ({ fact: 'listed-host', line, ...compact(host) }) as ListedHostFact;

export const listedService = (line: number, service: Loose<ListedServiceFact>): ListedServiceFact =>
  ({ fact: 'listed-service', line, ...compact(service) }) as ListedServiceFact;

/** Reads one kind of object; an empty list where it says nothing, undefined where it cannot be what it stands for. */
export type ItemReader = (value: Json, line: number) => readonly Fact[] | undefined;

/** Reads a JSON inventory: in which arrays its objects stand, and how each of them is read. Never throws. */
export function readInventory(text: string, readers: Readonly<Record<string, ItemReader>>): readonly Fact[] {
  const list = factList();
  for (const item of readItems(text, new Set(Object.keys(readers)))) {
    if (item.kind === 'broken') {
      list.skip(item.line, item.text, item.reason);
      continue;
    }
    const facts = Object.hasOwn(readers, item.within) ? readers[item.within]?.(item.value, item.line) : undefined;
    if (facts === undefined) list.skip(item.line, JSON.stringify(item.value), 'nothing in it to know it by');
    else for (const fact of facts) list.facts.push(fact);
  }
  return list.facts;
}
