import { groupBy } from '../../text/group-by.ts';
import { hashOf } from '../estate/hash.ts';
import { bundlePlace, managementOf, type NetworkDevice, type RoutedCable, vlanMacOf } from './device.ts';
import type { Cable, End, NetworkPlan, PlannedDevice, Station } from './plan.ts';
import { spanTrees, type Trees } from './spanning-tree.ts';

type Learned = NetworkDevice['learned'][number];

/** Of the stations that are not its own a bridge that hears `some` knows one of so many. */
const oneOf = 8;

interface CableEnd {
  readonly cable: Cable;
  readonly own: End;
  readonly far: End;
  readonly turned: boolean;
}

function endsByDevice({ cables }: NetworkPlan): ReadonlyMap<string, CableEnd[]> {
  const ends = cables.flatMap((cable): CableEnd[] => [
    { cable, own: cable.a, far: cable.b, turned: false },
    { cable, own: cable.b, far: cable.a, turned: true },
  ]);
  return groupBy(ends, ({ own }) => own.device);
}

function bundlesOf(ends: readonly CableEnd[]): NetworkDevice['bundles'] {
  const bundled = ends.flatMap(({ cable, own }) => (cable.bundle === undefined ? [] : [[cable.bundle, own.port] as const]));
  return [...groupBy(bundled, ([bundle]) => bundle)].map(([bundle, ports]) => ({
    place: bundlePlace(bundle),
    members: ports.map(([, port]) => port),
  }));
}

/** Devices are stations too: a bridge where it is managed, a router behind the port its cable leads to. */
function stationsOf(plan: NetworkPlan, ends: ReadonlyMap<string, readonly CableEnd[]>): readonly (Station & { own: boolean })[] {
  const bridges = new Set(plan.devices.filter(({ kind }) => kind === 'switch').map(({ name }) => name));
  const devices = plan.devices.flatMap((device) => {
    const mac = vlanMacOf(device);
    const uplink = ends.get(device.name)?.find(({ far }) => bridges.has(far.device));
    if (device.kind === 'switch') {
      return device.addresses.map((one) => ({
        ...{ name: device.name, mac, ...one, at: { device: device.name, port: 0 }, own: true },
      }));
    }
    if (uplink === undefined) return [];
    return device.addresses.map((one) => ({ name: device.name, mac, ...one, at: uplink.far, own: true }));
  });
  return [...plan.stations.map((station) => ({ ...station, own: false })), ...devices];
}

function isHeard(device: PlannedDevice, { mac, at, own }: Station & { own: boolean }): boolean {
  return own || device.hears === 'all' || at.device === device.name || hashOf(`${device.name} ${mac}`) % oneOf === 0;
}

/** What every bridge has learned: on the port itself where the station is plugged in, elsewhere on the way there. */
function learnAll(plan: NetworkPlan, trees: Trees, ends: ReadonlyMap<string, readonly CableEnd[]>): Map<string, Learned[]> {
  const byName = new Map(plan.devices.map((device) => [device.name, device]));
  const learned = new Map<string, Learned[]>(plan.devices.map(({ name }) => [name, []]));
  for (const station of stationsOf(plan, ends)) {
    const home = byName.get(station.at.device);
    if (home === undefined) throw new Error(`the network has no device ${station.at.device}`);
    for (const device of trees.together(home)) {
      const place = trees.towards(device, home) ?? station.at.port;
      // Its own MAC is on none of its ports.
      if (place === 0 || !isHeard(device, station) || !device.vlans.some(({ id }) => id === station.vlan)) continue;
      learned.get(device.name)?.push({ mac: station.mac, vlan: station.vlan, place });
    }
  }
  return learned;
}

function peersOf(ends: readonly CableEnd[], routers: ReadonlyMap<string, PlannedDevice>): RoutedCable[] {
  return ends.flatMap(({ cable: { routed }, own, far, turned }) => {
    const remote = routers.get(far.device);
    if (routed === undefined || remote === undefined) return [];
    const [address, remoteAddress] = turned ? [routed.b, routed.a] : [routed.a, routed.b];
    return [{ port: own.port, address, remoteAddress, remoteId: managementOf(remote) }];
  });
}

const arpOf = ({ name }: PlannedDevice, stations: readonly Station[]): NetworkDevice['arp'] =>
  stations.filter((station) => station.name !== name).map((station) => ({ vlan: station.vlan, station }));

/** Puts a plan to work: what each device knows of its neighbors, of its spanning tree and of the stations, in the order of the plan. */
export function runNetwork(plan: NetworkPlan): NetworkDevice[] {
  const byName = new Map(plan.devices.map((device) => [device.name, device]));
  const ends = endsByDevice(plan);
  const trees = spanTrees(plan);
  const learned = learnAll(plan, trees, ends);
  const byVlan = groupBy(stationsOf(plan, ends), ({ vlan }) => vlan);
  return plan.devices.map((device) => {
    const own = ends.get(device.name) ?? [];
    const router = device.kind === 'router';
    return {
      ...device,
      bundles: bundlesOf(own),
      neighbors: own.flatMap(({ own: { port }, far }) => {
        const neighbor = byName.get(far.device);
        return neighbor === undefined ? [] : [{ port, device: neighbor, remotePort: far.port }];
      }),
      ...(router ? {} : { tree: trees.treeOf(device) }),
      learned: router ? [] : (learned.get(device.name) ?? []),
      arp: router ? device.addresses.flatMap(({ vlan }) => arpOf(device, byVlan.get(vlan) ?? [])) : [],
      peers: peersOf(own, byName),
    };
  });
}
