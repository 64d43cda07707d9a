import type { Observation } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { openEstate } from './estate.ts';

/**
 * Tells whether an address, as something between hosts sees it, is that of one of these hosts: by the same book `derive` reads flows
 * with. An address that is translated on the way is that of the host that translates it.
 * @param wanted ids of hosts of the snapshot before
 */
export function addressesOfHosts(
  observations: readonly Observation[],
  prior: Snapshot,
  wanted: ReadonlySet<string>,
): (address: string) => boolean {
  const { book, hosts } = openEstate(observations, [], prior);
  const nodes = new Set(hosts.flatMap(({ id }, node) => (wanted.has(id) ? [node] : [])));
  for (const { id, addresses } of prior.hosts) {
    if (!wanted.has(id)) continue;
    for (const address of addresses) {
      const node = book.locateBetween(address)?.node;
      if (node !== undefined) nodes.add(node);
    }
  }
  const known = new Map<string, boolean>();
  return (address) => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const node = book.locateBetween(address)?.node;
    const isOne = node !== undefined && nodes.has(node);
    known.set(address, isOne);
    return isOne;
  };
}
