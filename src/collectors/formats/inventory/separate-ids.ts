import type { Fact } from '../../../model/fact.ts';
import type { ListedHostFact } from '../../../model/listed-fact.ts';

/** Where a machine stands: one name in two of these is two machines. */
const places = ['site', 'datacenter', 'cluster', 'vcenter', 'account', 'subscription', 'project'] as const;

const nameOf = ({ names: [name = ''] }: ListedHostFact): string => name.toLowerCase().split('.', 1)[0] ?? '';

/** What rows of one machine say alike, where they say it. */
const marksOf = (machine: ListedHostFact): readonly string[] => [
  nameOf(machine),
  ...places.map((key) => machine.tags[key] ?? ''),
];

/** Ids of rows that contradict each other: another name, another place. */
function sharedIds(machines: readonly ListedHostFact[]): ReadonlySet<string> {
  const told = new Map<string, readonly string[]>();
  const shared = new Set<string>();
  for (const machine of machines) {
    const before = told.get(machine.id) ?? [];
    const marks = marksOf(machine);
    if (marks.some((mark, index) => mark !== '' && (before[index] ?? '') !== '' && mark !== before[index]))
      shared.add(machine.id);
    told.set(
      machine.id,
      marks.map((mark, index) => before[index] || mark),
    );
  }
  return shared;
}

/**
 * Rows of one id are one machine with several cards, unless they have other names or stand in other places: then each gets an id that says
 * so, whatever the order of the rows.
 */
export function separateIds(facts: readonly Fact[]): readonly Fact[] {
  const shared = sharedIds(facts.filter((fact) => fact.fact === 'listed-host'));
  if (shared.size === 0) return facts;
  return facts.map((fact) => {
    if (fact.fact !== 'listed-host' || !shared.has(fact.id)) return fact;
    const [name, ...others] = marksOf(fact);
    return {
      ...fact,
      id: [fact.id, name === fact.id.toLowerCase() ? '' : name, ...others].filter((part) => part !== '').join('/'),
    };
  });
}
