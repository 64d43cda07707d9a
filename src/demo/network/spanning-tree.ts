import { groupBy } from '../../text/group-by.ts';
import { bundlePlace, type Place, type SpanningTree } from './device.ts';
import type { Cable, NetworkPlan, PlannedDevice } from './plan.ts';

/** A cable or a bundle between two bridges, as one of them sees it. */
interface Segment {
  readonly from: PlannedDevice;
  readonly place: Place;
  readonly to: PlannedDevice;
  readonly remotePlace: Place;
}

/** How a bridge was reached from the root. */
interface Step {
  readonly root: PlannedDevice;
  readonly cost: number;
  /** Towards the root; absent for the root itself. */
  readonly up?: Segment;
}

/** What a gigabit costs (IEEE 802.1D-2004, table 17-3, as most still count it). */
const costOfCable = 4;

export interface Trees {
  readonly treeOf: (device: PlannedDevice) => SpanningTree;
  /** Bridges that frames of this one reach; in the order of their distance from the root. */
  readonly together: (device: PlannedDevice) => readonly PlannedDevice[];
  /** Where frames for what is plugged in at `home` leave `at`; undefined at home. */
  readonly towards: (at: PlannedDevice, home: PlannedDevice) => Place | undefined;
}

const placeIn = ({ bundle }: Cable, port: number): Place => (bundle === undefined ? port : bundlePlace(bundle));

function segmentsOf(plan: NetworkPlan): ReadonlyMap<PlannedDevice, Segment[]> {
  const bridges = new Map(plan.devices.filter(({ kind }) => kind === 'switch').map((device) => [device.name, device]));
  const found = new Map([...bridges.values()].map((device) => [device, new Map<string, Segment>()]));
  for (const cable of plan.cables) {
    const [a, b] = [bridges.get(cable.a.device), bridges.get(cable.b.device)];
    if (a === undefined || b === undefined) continue;
    const [here, there] = [placeIn(cable, cable.a.port), placeIn(cable, cable.b.port)];
    // Of a bundle every cable makes the same segment.
    found.get(a)?.set(`${here}`, { from: a, place: here, to: b, remotePlace: there });
    found.get(b)?.set(`${there}`, { from: b, place: there, to: a, remotePlace: here });
  }
  return new Map([...found].map(([device, segments]) => [device, [...segments.values()]]));
}

/** Breadth first from the bridge with the lowest number of each network. */
function growTrees(segments: ReadonlyMap<PlannedDevice, readonly Segment[]>): ReadonlyMap<PlannedDevice, Step> {
  const steps = new Map<PlannedDevice, Step>();
  for (const root of [...segments.keys()].sort((a, b) => a.number - b.number)) {
    if (steps.has(root)) continue;
    steps.set(root, { root, cost: 0 });
    const queue = [root];
    for (const device of queue) {
      const cost = (steps.get(device)?.cost ?? 0) + costOfCable;
      for (const { from, place, to, remotePlace } of segments.get(device) ?? []) {
        if (steps.has(to)) continue;
        steps.set(to, { root, cost, up: { from: to, place: remotePlace, to: from, remotePlace: place } });
        queue.push(to);
      }
    }
  }
  return steps;
}

/** The bridge nearer to the root is designated on a segment, and of two as near the one with the lower address. */
const isNearer = (a: PlannedDevice, b: PlannedDevice, steps: ReadonlyMap<PlannedDevice, Step>): boolean => {
  const [one, other] = [steps.get(a)?.cost ?? 0, steps.get(b)?.cost ?? 0];
  return one === other ? a.number < b.number : one < other;
};

function chainOf(device: PlannedDevice, steps: ReadonlyMap<PlannedDevice, Step>): Segment[] {
  const up = steps.get(device)?.up;
  return up === undefined ? [] : [up, ...chainOf(up.to, steps)];
}

/** The spanning trees of a plan (IEEE 802.1D): who is root, which places are blocked, and where frames go. */
export function spanTrees(plan: NetworkPlan): Trees {
  const segments = segmentsOf(plan);
  const steps = growTrees(segments);
  const networks = groupBy(steps.keys(), (device) => steps.get(device)?.root);
  const above = new Map([...steps.keys()].map((device) => [device, new Map(chainOf(device, steps).map((up) => [up.to, up]))]));
  return {
    treeOf(device) {
      const step = steps.get(device) ?? { root: device, cost: 0 };
      return {
        root: step.root,
        cost: step.cost,
        ...(step.up === undefined ? {} : { rootPlace: step.up.place }),
        segments: (segments.get(device) ?? []).map(({ place, to, remotePlace }) => {
          const own = isNearer(device, to, steps);
          const [designated, designatedPlace] = own ? [device, place] : [to, remotePlace];
          return { place, designated, designatedPlace, blocked: !own && step.up?.place !== place };
        }),
      };
    },
    together: (device) => networks.get(steps.get(device)?.root) ?? [],
    towards(at, home) {
      if (at === home) return undefined;
      const below = above.get(home)?.get(at);
      return below === undefined ? steps.get(at)?.up?.place : below.remotePlace;
    },
  };
}
