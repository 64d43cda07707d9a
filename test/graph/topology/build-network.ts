import type { AdjacencyFact, FdbFact, RoutingPeerFact } from '../../../src/model/network-fact.ts';
import type { Observation } from '../../../src/model/observation.ts';
import type { Link, Snapshot } from '../../../src/model/snapshot.ts';
import { type VisitOptions, visit } from '../build.ts';

type OtherFact = Observation['facts'][number];

/** MAC `number` of the kind `kind`. */
export const mac = (kind: number, number: number): string =>
  `00:1b:${[kind, number >> 16, number >> 8, number].map((part) => (part & 255).toString(16).padStart(2, '0')).join(':')}`;

export const port = (number: number): string => `GigabitEthernet0/${number}`;

/** A switch with ports, their MACs and a chassis id made from its number. */
export function device(number: number, options: VisitOptions & { readonly ports?: number } = {}): Observation {
  const { ports = 4, facts = [], ...rest } = options;
  const address = `10.9.${number >> 8}.${number & 255}`;
  return visit({
    name: `sw${number}`,
    addresses: [`Vlan1 ${address}/16`],
    target: `sw${number}`,
    address,
    ...rest,
    facts: [
      { fact: 'identity', kind: 'chassis-id', value: mac(1, number) },
      { fact: 'bridge', address: mac(1, number), ports },
      ...Array.from(
        { length: ports },
        (_, at): OtherFact => ({
          ...{ fact: 'interface', name: `Gi0/${at + 1}`, index: 10100 + at + 1 },
          ...{ mac: mac(2, number * 64 + at), description: port(at + 1) },
        }),
      ),
      ...facts,
    ],
  });
}

export const lldp = (local: number, remote: number, remotePort: string, more: Partial<AdjacencyFact> = {}): AdjacencyFact => ({
  ...{ fact: 'adjacency', protocol: 'lldp', localPort: `Gi0/${local}`, localIfIndex: 10100 + local },
  ...{ remoteChassis: mac(1, remote), remoteName: `sw${remote}`, remotePort, ...more },
});

export const cdp = (local: number, name: string, remotePort: string, more: Partial<AdjacencyFact> = {}): AdjacencyFact => ({
  ...{ fact: 'adjacency', protocol: 'cdp', localPort: `Gi0/${local}`, localIfIndex: 10100 + local },
  ...{ remoteName: name, remotePort, ...more },
});

export const learned = (local: number, address: string, vlan?: number): FdbFact => ({
  ...{ fact: 'fdb', mac: address, port: `Gi0/${local}`, ifIndex: 10100 + local, bridgePort: local, status: 'learned' },
  ...(vlan === undefined ? {} : { vlan }),
});

export const peer = (options: Omit<RoutingPeerFact, 'fact'>): RoutingPeerFact => ({ fact: 'routing-peer', ...options });

/** Links as people read them: `sw1 Gi0/1 -- sw2 Gi0/2 cdp,lldp both 0.99`. */
export function links({ hosts, links: all }: Snapshot): string[] {
  const names = new Map(hosts.map(({ id, name }) => [id, name]));
  const end = ({ host, port: at }: Link['a']): string => `${names.get(host) ?? `NOBODY ${host}`} ${at ?? '?'}`;
  return all
    .map((link) => {
      const [first, second] = [end(link.a), end(link.b)].sort();
      const marks = (['shared', 'mismatched', 'stale'] as const).filter((mark) => link[mark] === true);
      const told = link.seenFrom === 'both' ? 'both' : 'one';
      return [`${first} -- ${second}`, link.protocols.join(), told, link.confidence, ...marks].join(' ');
    })
    .sort();
}
