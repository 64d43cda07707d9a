import type { ListedHostFact, ListedServiceFact } from '../../src/model/listed-fact.ts';
import type { Observation } from '../../src/model/observation.ts';
import { firstScan } from './build.ts';

type Machine = Partial<Omit<ListedHostFact, 'fact'>> & { readonly id: string };
type Listed = Partial<Omit<ListedServiceFact, 'fact'>> & { readonly id: string };

/** A machine that an inventory lists, of AWS unless something else is said. */
export const listedMachine = (one: Machine): ListedHostFact => ({
  ...{ fact: 'listed-host', source: 'aws', names: [], addresses: [], macs: [], tags: {}, line: 1 },
  ...one,
});

/** A service that an inventory lists. */
export const listedService = (one: Listed): ListedServiceFact => ({
  ...{ fact: 'listed-service', source: 'aws', kind: 'load-balancer', name: one.id, names: [], addresses: [] },
  ...{ endpoints: [], tags: {}, line: 1 },
  ...one,
});

/** What one file lists, as the witness it is. */
export function inventory(
  listed: readonly (ListedHostFact | ListedServiceFact)[],
  options: Partial<Observation> = {},
): Observation {
  return {
    ...{ target: 'inventory:cloud', origin: 'listed', method: 'import', at: firstScan, fresh: true, status: 'collected' },
    ...{ samples: [], facts: [], skippedLines: 0, witness: true },
    listings: listed.map((one) => ({ collector: 'text.aws', listed: one })),
    ...options,
  };
}
