import { bundlePlace, nameOf } from '../../../src/demo/network/device.ts';
import type { Cable, End, NetworkPlan, Station } from '../../../src/demo/network/plan.ts';
import type { Link, Snapshot } from '../../../src/model/snapshot.ts';

const pair = (layer: number, ends: readonly [string, string]): string => [`${layer}`, ...ends.toSorted()].join(' ');

/** What a map of the plan has to show: every cable, every bundle, every pair of routers, and every station that is known, once. */
export function trueLinks({ devices, cables }: NetworkPlan, stations: readonly Station[]): string[] {
  const byName = new Map(devices.map((device) => [device.name, device]));
  const portOf = (name: string, place: number): string => {
    const device = byName.get(name);
    return device === undefined ? name : `${name} ${nameOf(device, place)}`;
  };
  const at = ({ device, port }: End): string => portOf(device, port);
  const bundleOf = ({ a, b, bundle = 0 }: Cable) =>
    pair(2, [portOf(a.device, bundlePlace(bundle)), portOf(b.device, bundlePlace(bundle))]);
  return [
    ...cables.map(({ a, b }) => pair(2, [at(a), at(b)])),
    ...new Set(cables.filter(({ bundle }) => bundle !== undefined).map(bundleOf)),
    ...cables.filter(({ routed }) => routed !== undefined).map(({ a, b }) => pair(3, [at(a), at(b)])),
    ...stations.map((station) => pair(2, [at(station.at), `${station.name} eth0`])),
  ].sort();
}

/** The links of a snapshot in the same words. */
export function shownLinks({ hosts, links }: Pick<Snapshot, 'hosts' | 'links'>): string[] {
  const names = new Map(hosts.map(({ id, name }) => [id, name]));
  const end = ({ host, port }: Link['a']): string => `${names.get(host)} ${port}`;
  return links.map(({ layer, a, b }) => pair(layer, [end(a), end(b)])).sort();
}
