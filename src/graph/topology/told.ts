import type { Fact } from '../../model/fact.ts';
import type { KnownHost } from '../identify.ts';

const wanted = [
  ...(['adjacency', 'fdb', 'bridge', 'bridge-port', 'aggregate', 'vlan', 'routing-peer', 'device'] as const),
  ...(['interface', 'address', 'neighbor', 'route', 'system', 'identity'] as const),
] as const;
type Wanted = (typeof wanted)[number];

/** What one host told of the network, by kind of fact. */
export type Told = { readonly [K in Wanted]: readonly Extract<Fact, { readonly fact: K }>[] };

const isWanted = (kind: string): kind is Wanted => (wanted as readonly string[]).includes(kind);

/** Sorts the facts of a host; what is inside of its containers is left out. */
export function readTold({ observations }: Pick<KnownHost, 'observations'>): Told {
  const told: Record<Wanted, Fact[]> = {
    ...{ adjacency: [], fdb: [], bridge: [], 'bridge-port': [], aggregate: [], vlan: [], 'routing-peer': [], device: [] },
    ...{ interface: [], address: [], neighbor: [], route: [], system: [], identity: [] },
  };
  for (const { facts } of observations) {
    for (const fact of facts) {
      if (!isWanted(fact.fact) || (fact.fact === 'address' && fact.netns !== undefined)) continue;
      told[fact.fact].push(fact);
    }
  }
  return told as unknown as Told;
}
