import { bundlePlace, nameOf } from '../../../src/demo/network/device.ts';
import type { Cable, End, NetworkPlan, Station } from '../../../src/demo/network/plan.ts';
import type { Link, Snapshot } from '../../../src/model/snapshot.ts';

const pair = (layer: number, ends: readonly [string, string]): string => [`${layer}`, ...ends.toSorted()].join(' ');

/** What a map of the plan has to show: every cable with its bundle, every pair of routers, and every station that is known, once. */
export function trueLinks({ devices, cables }: NetworkPlan, stations: readonly Station[]): string[] {
  const byName = new Map(devices.map((device) => [device.name, device]));
  const portOf = (name: string, place: number): string => {
    const device = byName.get(name);
    return device === undefined ? name : `${name} ${nameOf(device, place)}`;
  };
  const at = ({ device, port }: End): string => portOf(device, port);
  const bundled = ({ a, b, bundle }: Cable): string =>
    bundle === undefined
      ? ''
      : ` in ${[a, b]
          .map(({ device }) => portOf(device, bundlePlace(bundle)))
          .toSorted()
          .join(' ')}`;
  return [
    ...cables.map((cable) => `${pair(2, [at(cable.a), at(cable.b)])}${bundled(cable)}`),
    ...cables.filter(({ routed }) => routed !== undefined).map(({ a, b }) => pair(3, [at(a), at(b)])),
    ...stations.map((station) => pair(2, [at(station.at), `${station.name} eth0`])),
  ].sort();
}

/** The links of a snapshot in the same words. */
export function shownLinks({ hosts, links }: Pick<Snapshot, 'hosts' | 'links'>): string[] {
  const names = new Map(hosts.map(({ id, name }) => [id, name]));
  const end = ({ host, port }: Link['a']): string => `${names.get(host)} ${port}`;
  const bundled = ({ a, b, aggregate }: Link): string =>
    aggregate === undefined
      ? ''
      : ` in ${[`${names.get(a.host)} ${aggregate.a}`, `${names.get(b.host)} ${aggregate.b}`].toSorted().join(' ')}`;
  return links.map((link) => `${pair(link.layer, [end(link.a), end(link.b)])}${bundled(link)}`).sort();
}
