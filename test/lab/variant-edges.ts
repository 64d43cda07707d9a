/** The part of the truth that depends on what the machine lets the lab do, and what is only written down. */
import {
  type ConfiguredEdge,
  cache1,
  containers,
  db1,
  type Edge,
  type End,
  edge,
  edges,
  hostNamed,
  ipv4Of,
  nameServer,
  office1,
  openHosts,
  ports,
  type Variant,
} from './topology.ts';

const ipv4 = (name: string): string => ipv4Of(hostNamed(name).number);

/** In a container nobody sees a unit; in a bare namespace the unit is all there is to see. */
const inside = (name: string, { containers: kind }: Variant): End => [
  'ctr1',
  { processNames: ['python3'], ...(kind === 'podman' ? {} : { unit: `${name}.service` }) },
];

const named = (name: string, { containers: kind }: Variant, side: 'clientContainer' | 'serverContainer'): Partial<Edge> =>
  kind === 'podman' ? { [side]: name } : {};

function containerEdges(variant: Variant): readonly Edge[] {
  const [stock, report] = [inside('stock', variant), inside('report', variant)];
  const client = (name: string) => named(name, variant, 'clientContainer');
  const server = named('stock', variant, 'serverContainer');
  return [
    { ...edge(stock, db1, ports.postgres, ['ipv4'], 'pool'), ...client('stock') },
    // By the published port.
    {
      ...edge(office1, stock, ports.stock, ['ipv4'], 'pool'),
      ...server,
      asked: { address: ipv4('ctr1'), port: ports.published },
    },
    // On the bridge.
    {
      ...edge(report, stock, ports.stock, ['ipv4'], 'pool'),
      ...client('report'),
      ...server,
      asked: { address: containers.stock.address, port: ports.stock },
    },
  ];
}

const nobody = (host: string): End => [host, { processNames: [] }];

/**
 * Who may read the tracker of `nat1` sees one arrow across it. Who may not sees two hosts that talk to `nat1`, and nothing
 * there that would listen or ask.
 */
const natEdges: readonly Edge[] = [
  {
    ...edge(office1, cache1, ports.redis, ['ipv4'], 'pool'),
    asked: { address: ipv4('nat1'), port: ports.forwarded },
    via: ['nat1'],
    only: 'sudo',
  },
  { ...edge(office1, nobody('nat1'), ports.forwarded, ['ipv4'], 'pool'), only: 'plain' },
  { ...edge(nobody('nat1'), cache1, ports.redis, ['ipv4'], 'pool'), only: 'plain' },
];

/** Every dependency that is in use. */
export const edgesOf = (variant: Variant): readonly Edge[] =>
  variant.nat ? [...edges, ...containerEdges(variant), ...natEdges] : edges;

export const edgesFor = (variant: Variant, scan: 'sudo' | 'plain'): readonly Edge[] =>
  edgesOf(variant).filter(({ only = scan }) => only === scan);

/** The jobs of `app1`, each with a line of the crontab; one names the server by a name of its own list of hosts. */
export const jobs = {
  path: '/etc/cron.d/month-end',
  unit: 'cron.d/month-end',
  alias: { name: 'price-cache', address: ipv4('cache1') },
  lines: ['15 2 1 * * app pg_dump -h db1 -f /var/tmp/shop.dump postgres', '20 2 1 * * app redis-cli -h price-cache bgsave'],
};

/** Lines of configuration nobody was seen to use. */
export const configuredEdges: readonly ConfiguredEdge[] = [
  { client: 'app1', clientUnit: jobs.unit, server: 'db1', port: ports.postgres, protocol: 'tcp' },
  { client: 'app1', clientUnit: jobs.unit, server: 'cache1', port: ports.redis, protocol: 'tcp' },
  ...openHosts.map(
    ({ name }): ConfiguredEdge => ({ client: name, server: `unknown host ${nameServer}`, port: 53, protocol: 'udp' }),
  ),
];

/** Lines of configuration that are in use, by file: each is one more witness of what was seen. */
export const writtenAndSeen: readonly (readonly [client: string, server: string, file: string])[] = [
  ['lb1', 'web1', '/etc/haproxy/haproxy.cfg'],
  ['lb1', 'web2', '/etc/haproxy/haproxy.cfg'],
  ['web1', 'app1', '/etc/nginx/nginx.conf'],
  ['web2', 'app2', '/etc/nginx/nginx.conf'],
];
