import type { AdjacencyFact } from '../model/network-fact.ts';
import type { KnownHost } from './identify.ts';
import { neighborKeys } from './topology/neighbor-keys.ts';
import { comparableNames, type Traits } from './traits.ts';

/** Hosts by the chassis they have; null where several have it. */
function byChassis(known: readonly KnownHost[]): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (const [position, { traits }] of known.entries()) {
    for (const chassis of new Set([...(traits.identity.get('chassis-id') ?? []), ...traits.macs])) {
      found.set(chassis, found.has(chassis) ? null : position);
    }
  }
  return found;
}

const adjacenciesOf = ({ observations }: KnownHost): AdjacencyFact[] =>
  observations.flatMap(({ facts }) => facts.filter((fact) => fact.fact === 'adjacency'));

/**
 * The addresses by which hosts let themselves be managed, as they tell their neighbors (LLDP, CDP), by position: those of a device with the
 * chassis and the name of one host alone.
 */
export function findToldAddresses(known: readonly KnownHost[]): ReadonlyMap<number, ReadonlySet<string>> {
  const owners = byChassis(known);
  const found = new Map<number, Set<string>>();
  for (const fact of known.flatMap(adjacenciesOf)) {
    const { chassis, names, addresses } = neighborKeys(fact);
    const position = chassis === undefined ? undefined : (owners.get(chassis) ?? undefined);
    const own = position === undefined ? undefined : known[position]?.traits.names;
    if (position === undefined || ![...comparableNames(names)].some((name) => own?.has(name))) continue;
    found.set(position, new Set([...(found.get(position) ?? []), ...addresses]));
  }
  return found;
}

/** What tells who a host is, with what it told its neighbors. */
export const withTold = (traits: Traits, told: ReadonlySet<string> = new Set()): Traits =>
  told.size === 0
    ? traits
    : { ...traits, addresses: new Set([...traits.addresses, ...told]), reachedAt: new Set([...traits.reachedAt, ...told]) };
