import { hashOf } from '../estate/hash.ts';
import type { Cable, NetworkPlan, PlannedDevice, Station, Vlan } from './plan.ts';

export interface NetworkSize {
  /** Switches and routers together. */
  readonly devices: number;
  /** Sockets of every switch and router for stations; the cables between devices have ports of their own. */
  readonly ports: number;
  /** Another seed plugs the stations in elsewhere. */
  readonly seed?: number;
}

/** A site is a router, two distribution switches and so many access switches, each in a bundle to the first and in a cable to the second. */
const accessOfSite = 20;
const othersOfSite = 3;
/** Behind the ports for stations: two to the first distribution switch, one to the second, one that stays free. */
const uplinks = 4;
/** Of a distribution switch: those to the other one, to the router and to the access switches. */
const between = 2;
const [toPeer, toRouter, toAccess] = [1, 3, 4];

interface Site {
  readonly index: number;
  readonly router: PlannedDevice;
  readonly distribution: readonly [PlannedDevice, PlannedDevice];
  readonly access: readonly PlannedDevice[];
}

/** VLANs of a site: different everywhere, as its networks are. One for management, two for stations. */
const vlansOf = (site: number): readonly [Vlan, Vlan, Vlan] => [
  { id: 100 + 3 * site, name: `s${site}-management` },
  { id: 101 + 3 * site, name: `s${site}-web` },
  { id: 102 + 3 * site, name: `s${site}-data` },
];

/** Devices are managed in 10.64.SITE.0/24; stations are in a /16 for each VLAN of a site. */
const managed = (site: number, host: number): string => `10.64.${site}.${host}`;
const plugged = (site: number, half: number, host: number): string => `10.${80 + 40 * half + site}.${host >> 8}.${host & 255}`;
const mostSites = 40;

type Described = Pick<PlannedDevice, 'name' | 'number' | 'kind' | 'ports' | 'hears'>;

function makeDevice(site: number, inSite: number, described: Described): PlannedDevice {
  const vlans = vlansOf(site);
  const [management, ...others] = vlans;
  const own = { vlan: management.id, address: managed(site, inSite), prefix: 24 };
  const gateway = others.map(({ id }, half) => ({ vlan: id, address: plugged(site, half, 1), prefix: 16 }));
  const addresses = described.kind === 'router' ? [own, ...gateway] : [own];
  return { ...described, vendor: site % 2 === 0 ? 'cisco' : 'hpe', vlans, addresses };
}

function makeSite(site: number, devices: number, ports: number): Site {
  const first = site * (accessOfSite + othersOfSite) + 1;
  const name = (role: string, at: number): string => `s${site}-${role}${at}`;
  const make = (role: string, at: number, inSite: number, more: Pick<PlannedDevice, 'kind' | 'ports' | 'hears'>) =>
    makeDevice(site, inSite, { name: name(role, at), number: first + inSite - 1, ...more });
  const distribution = { kind: 'switch', ports: Math.max(ports, toAccess + between * accessOfSite), hears: 'all' } as const;
  return {
    index: site,
    distribution: [make('dist', 1, 2, distribution), make('dist', 2, 3, distribution)],
    router: make('router', 1, 1, { kind: 'router', ports, hears: 'all' }),
    access: Array.from({ length: devices - othersOfSite }, (_, at) =>
      make('access', at + 1, at + 4, { kind: 'switch', ports: ports + uplinks, hears: 'some' }),
    ),
  };
}

function cablesOf({ router, distribution, access }: Site, ports: number): Cable[] {
  const [first, second] = distribution.map(({ name }) => name) as [string, string];
  const cable = (a: string, aPort: number, b: string, bPort: number, bundle?: number): Cable => ({
    a: { device: a, port: aPort },
    b: { device: b, port: bPort },
    ...(bundle === undefined ? {} : { bundle }),
  });
  const pair = [0, 1];
  return [
    ...pair.map((at) => cable(first, toPeer + at, second, toPeer + at, 1)),
    cable(router.name, 1, first, toRouter),
    ...access.flatMap(({ name }, at) => [
      ...pair.map((one) => cable(first, toAccess + between * at + one, name, ports + 1 + one, at + 2)),
      cable(second, toAccess + at, name, ports + 3),
    ]),
  ];
}

/** Routers stand in a ring, two in a row. */
function ringOf(sites: readonly Site[]): Cable[] {
  const count = sites.length === 2 ? 1 : sites.length < 2 ? 0 : sites.length;
  return sites.slice(0, count).flatMap(({ router, index }, at) => {
    const next = sites[(at + 1) % sites.length];
    if (next === undefined) return [];
    const routed = { a: `10.63.${index}.1`, b: `10.63.${index}.2` };
    return [{ a: { device: router.name, port: 2 }, b: { device: next.router.name, port: 3 }, routed }];
  });
}

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** A station on nine of ten ports of an access switch, in one VLAN or the other. */
function stationsOf({ index, access }: Site, ports: number, seed: number): Station[] {
  const vlans = vlansOf(index);
  return access.flatMap(({ name, number }, at) =>
    Array.from({ length: ports }, (_, place) => place + 1).flatMap((port) => {
      const chance = hashOf(`${seed} ${name} ${port}`);
      if (chance % 10 === 0) return [];
      const half = (chance >>> 8) & 1;
      return [
        {
          name: `${name}-host${port}`,
          mac: `02:53:${hex(number >> 8)}:${hex(number & 255)}:00:${hex(port)}`,
          address: plugged(index, half, 256 + at * 256 + port),
          vlan: vlans[1 + half]?.id ?? 0,
          at: { device: name, port },
        },
      ];
    }),
  );
}

/**
 * A large network for tests and benchmarks: sites of access switches behind two distribution switches and a router, the routers
 * in a ring. Every other site is Cisco's.
 * @throws RangeError for fewer devices than a site has at least, and for more than addresses were laid out for.
 */
export function generateNetwork({ devices, ports, seed = 1 }: NetworkSize): NetworkPlan {
  const siteCount = Math.ceil(devices / (accessOfSite + othersOfSite));
  const counts = Array.from({ length: siteCount }, (_, site) => Math.floor((devices + site) / siteCount));
  if (counts.some((count) => count <= othersOfSite)) throw new RangeError(`${devices} devices are too few for a site`);
  if (counts.length > mostSites) throw new RangeError(`${devices} devices are too many`);
  const sites = counts.map((count, site) => makeSite(site, count, ports));
  return {
    devices: sites.flatMap(({ router, distribution, access }) => [router, ...distribution, ...access]),
    cables: [...sites.flatMap((site) => cablesOf(site, ports)), ...ringOf(sites)],
    stations: sites.flatMap((site) => stationsOf(site, ports, seed)),
  };
}
