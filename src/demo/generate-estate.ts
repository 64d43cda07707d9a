import { type Estate, type EstateHost, type Flow, flow, type Program } from './estate/estate.ts';
import { haproxy, nginx, postgresql, rabbitmq, redis, shopApi, usual } from './estate/software.ts';

export interface EstateSize {
  readonly hosts: number;
  /** Connections between them, each of which stands in two socket tables. */
  readonly connections: number;
  /** The same seed makes the same estate. */
  readonly seed?: number;
}

/** The hosts of one generated application, again and again. */
const tiers: readonly { readonly tier: string; readonly program: Program }[] = [
  { tier: 'lb', program: haproxy },
  { tier: 'web', program: nginx },
  { tier: 'web', program: nginx },
  { tier: 'app', program: shopApi },
  { tier: 'app', program: shopApi },
  { tier: 'app', program: shopApi },
  { tier: 'db', program: postgresql },
  { tier: 'cache', program: redis },
  { tier: 'mq', program: rabbitmq },
];

/** Which tier calls which. */
const calls: readonly (readonly [from: string, to: string, port: number])[] = [
  ['lb', 'web', 80],
  ['web', 'app', 8080],
  ['app', 'db', 5432],
  ['app', 'cache', 6379],
  ['app', 'mq', 5672],
];

/** Mulberry32: small, seeded, and good enough to spread connections. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Host numbers leave out the first two and the last address of every /24. */
const numberOf = (index: number): number => Math.floor(index / 253) * 256 + 2 + (index % 253);

interface Member {
  readonly host: EstateHost;
  readonly tier: string;
  readonly application: number;
  /** `host/program`, as flows name it. */
  readonly end: string;
}

function memberAt(index: number): Member {
  const { tier, program } = tiers[index % tiers.length] ?? { tier: 'app', program: shopApi };
  const application = Math.floor(index / tiers.length);
  const name = `${tier}${application + 1}-${(index % tiers.length) + 1}`;
  const host: EstateHost = {
    name,
    role: tier,
    number: numberOf(index),
    flavour: 'debian',
    ...(index % 3 === 0 ? { ipv6: true as const } : {}),
    rights: 'sudo',
    programs: [...usual, program],
  };
  return { host, tier, application, end: `${name}/${program.name}` };
}

/** Who calls whom inside an application, and now and then a database of another one. */
function pairsOf(members: readonly Member[], random: () => number): Flow[] {
  const databases = members.filter(({ tier }) => tier === 'db');
  return members.flatMap((client) =>
    calls
      .filter(([from]) => from === client.tier)
      .flatMap(([, to, port]) => {
        const first = client.application * tiers.length;
        const near = members.slice(first, first + tiers.length).filter(({ tier }) => tier === to);
        const far = to === 'db' && random() < 0.2 ? databases[Math.floor(random() * databases.length)] : undefined;
        const servers = far === undefined || near.includes(far) ? near : [...near, far];
        return servers.map((server) => flow(client.end, server.end, port, overIpv6(client, server)));
      }),
  );
}

const overIpv6 = (client: Member, server: Member): { over: 'ipv4' | 'ipv6' } => ({
  over: client.host.ipv6 && server.host.ipv6 ? 'ipv6' : 'ipv4',
});

/**
 * A large estate of many small applications, for benchmarks and tests of size.
 * @throws RangeError where the connections cannot be spread: fewer than two hosts, or none that calls another.
 */
export function generateEstate({ hosts, connections, seed = 1 }: EstateSize): Estate {
  const random = seededRandom(seed);
  const members = Array.from({ length: hosts }, (_, index) => memberAt(index));
  const pairs = pairsOf(members, random);
  if (pairs.length === 0 && connections > 0) throw new RangeError(`${hosts} hosts have nobody to connect to`);
  const counts = pairs.map(() => Math.floor(connections / pairs.length));
  for (let rest = connections - counts.reduce((sum, count) => sum + count, 0); rest > 0; rest--) {
    const lucky = Math.floor(random() * pairs.length);
    counts[lucky] = (counts[lucky] ?? 0) + 1;
  }
  const flows = pairs.map((pair, index) => ({ ...pair, connections: counts[index] ?? 0 }));
  return { hosts: members.map(({ host }) => host), flows: flows.filter((pair) => pair.connections > 0) };
}
