import type { Fact } from '../model/fact.ts';

/**
 * Gives the learned addresses whose table has names of VLANs their numbers, which another answer of the same device tells. A name
 * that stands for several numbers (in several routing instances) tells none.
 */
export function numberVlans<Kept extends Fact>(facts: readonly Kept[]): readonly Kept[] {
  if (!facts.some((fact) => fact.fact === 'fdb' && fact.vlanName !== undefined)) return facts;
  const numbers = new Map<string, Set<number>>();
  for (const fact of facts) {
    if (fact.fact === 'vlan' && fact.name !== undefined) {
      numbers.set(fact.name, (numbers.get(fact.name) ?? new Set()).add(fact.vlan));
    }
  }
  return facts.map((fact) => {
    if (fact.fact !== 'fdb' || fact.vlanName === undefined || fact.vlan !== undefined) return fact;
    const [vlan, other] = numbers.get(fact.vlanName) ?? [];
    return vlan === undefined || other !== undefined ? fact : { ...fact, vlan };
  });
}
