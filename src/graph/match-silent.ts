import type { CandidateIndex } from './candidate-index.ts';
import { likeness } from './likeness.ts';
import type { HostListing } from './listings.ts';
import { isNamesake } from './match-by-name.ts';
import type { Traits } from './traits.ts';

/** As `likeness` counts a name: less means that something speaks against it. */
const namePoints = 15;

/** The machines in the making: first the hosts that were looked at, then what only inventories list. */
export interface Pool {
  readonly traits: Traits[];
  readonly listings: HostListing[][];
}

/**
 * Which machine that only inventories list a host without any address is: the only one of its name, where no other host goes by it and nothing
 * speaks against it. Undefined where several could be meant.
 */
function findOnly(host: Traits, self: number, near: readonly number[], pool: Pool): number | undefined {
  const namesakes = near.filter((position) => {
    const other = pool.traits[position];
    return position !== self && other !== undefined && isNamesake(host, other);
  });
  const [only, ...more] = namesakes;
  const listed = only === undefined ? undefined : pool.traits[only];
  if (only === undefined || listed === undefined || more.length > 0) return undefined;
  return (likeness(listed, host) ?? 0) < namePoints ? undefined : only;
}

/**
 * Gives hosts that told no address what inventories list of the only machine of their name. What is joined so has no
 * listings of its own any more.
 * @param amount of hosts that were looked at, the first of the pool
 */
export function matchSilent(pool: Pool, amount: number, index: CandidateIndex): void {
  for (const [position, host] of pool.traits.slice(0, amount).entries()) {
    if (host.reachedAt.size > 0 || host.names.size === 0) continue;
    const only = findOnly(host, position, index.find(host), pool);
    if (only === undefined || only < amount) continue;
    const own = pool.listings[position] ?? [];
    const others = pool.listings[only] ?? [];
    if (others.some(({ family }) => own.some((one) => one.family === family))) continue;
    pool.listings[position] = [...own, ...others];
    pool.listings[only] = [];
  }
}
