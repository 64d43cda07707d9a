import { compareText } from '../compare-text.ts';
import type { Forwarding } from './forwarding.ts';
import { createGroups } from './union.ts';

/** Which bridges share a broadcast domain: they know a MAC in common, or each other's. */
export function findDomains(bridges: readonly Forwarding[], macs: number): Forwarding[][] {
  const groups = createGroups(bridges.length);
  const first = new Int32Array(macs).fill(-1);
  const meet = (mac: number, position: number): void => {
    const known = first[mac] ?? -1;
    if (known === -1) first[mac] = position;
    else if (known !== position) groups.unite(known, position);
  };
  for (const [position, { portOf, own }] of bridges.entries()) {
    for (const mac of portOf.keys()) meet(mac, position);
    for (const mac of own) meet(mac, position);
  }
  const domains = new Map<number, Forwarding[]>();
  for (const [position, bridge] of bridges.entries()) {
    const group = groups.of(position);
    const domain = domains.get(group);
    if (domain === undefined) domains.set(group, [bridge]);
    else domain.push(bridge);
  }
  return [...domains.values()];
}

const isAddressOf = (mac: string, { site }: Forwarding): boolean =>
  site.told.bridge.some(({ address }) => address?.toLowerCase() === mac);

/** The roots that other bridges name: without a neighbor that speaks it, every bridge is the root of its own tree. */
function namedRoots(domain: readonly Forwarding[]): ReadonlySet<string> {
  const named = domain.flatMap((bridge) =>
    bridge.site.told.bridge.flatMap(({ designatedRoot }) => {
      const root = designatedRoot?.toLowerCase();
      return root === undefined || isAddressOf(root, bridge) ? [] : [root];
    }),
  );
  return new Set(named);
}

/** Which of the others each bridge has learned an own MAC of. */
function findSeen(domain: readonly Forwarding[]): ReadonlyMap<Forwarding, ReadonlySet<Forwarding>> {
  const owners = new Map(domain.flatMap((bridge) => [...bridge.own].map((mac) => [mac, bridge] as const)));
  const found = domain.map((bridge) => {
    const seen = new Set<Forwarding>();
    for (const mac of bridge.portOf.keys()) {
      const owner = owners.get(mac);
      if (owner !== undefined) seen.add(owner);
    }
    return [bridge, seen] as const;
  });
  return new Map(found);
}

/** How many of them are among `rest`. */
function countAmong(seen: ReadonlySet<Forwarding> | undefined, rest: ReadonlySet<Forwarding>): number {
  let count = 0;
  for (const bridge of seen ?? []) if (rest.has(bridge)) count += 1;
  return count;
}

/**
 * Orders bridges of a domain, those left of it turn by turn: the root of the spanning tree where there is one among them, then the
 * bridge that sees most of the others, then who knows most.
 */
export function openRanking(domain: readonly Forwarding[]): (rest: readonly Forwarding[]) => Forwarding[] {
  const seen = findSeen(domain);
  return (rest) => {
    const [roots, left] = [namedRoots(rest), new Set(rest)];
    const isRoot = ({ site }: Forwarding): boolean =>
      site.told.bridge.some(({ address }) => address !== undefined && roots.has(address.toLowerCase()));
    const order = rest.map((bridge) => ({
      bridge,
      root: Number(isRoot(bridge)),
      seen: countAmong(seen.get(bridge), left),
    }));
    order.sort(
      (a, b) =>
        b.root - a.root ||
        b.seen - a.seen ||
        b.bridge.portOf.size - a.bridge.portOf.size ||
        compareText(a.bridge.site.id, b.bridge.site.id),
    );
    return order.map(({ bridge }) => bridge);
  };
}
