import { isIdentityMac } from '../identity-values.ts';
import type { Port } from './ports.ts';
import type { Site } from './sites.ts';

/** What a bridge has learned: behind which of its ports each MAC is. */
export interface Forwarding {
  readonly site: Site;
  /** MACs met behind one port only: one met behind several (in several VLANs, or moving) places nobody. */
  readonly portOf: ReadonlyMap<string, Port>;
  /** How many MACs are behind a port. */
  readonly counts: ReadonlyMap<Port, number>;
  /** Its own MACs, as others learn them. */
  readonly own: ReadonlySet<string>;
}

/** A group address has the lowest bit of the first octet set (IEEE 802-2014, 8.2.2); GLBP's are shared. */
const isStation = (mac: string): boolean =>
  isIdentityMac(mac) && (Number.parseInt(mac.charAt(1), 16) & 1) === 0 && !mac.startsWith('00:07:b4:00:');

/** The same, asked once a MAC: every bridge has learned most of them. */
export function openStationTest(): (mac: string) => boolean {
  const known = new Map<string, boolean>();
  return (mac) => {
    const found = known.get(mac);
    if (found !== undefined) return found;
    const verdict = isStation(mac);
    known.set(mac, verdict);
    return verdict;
  };
}

/** The forwarding database of a host that has one; nothing of one that learned nothing. `counted` tells which MACs count. */
export function readForwarding(site: Site, counted: (mac: string) => boolean): Forwarding | undefined {
  const portOf = new Map<string, Port>();
  const several = new Set<string>();
  for (const { mac, port, ifIndex, bridgePort, status } of site.told.fdb) {
    if (status === 'self' || status === 'management' || status === 'invalid' || !counted(mac)) continue;
    const at = site.ports.own(port, ifIndex, bridgePort);
    if (at === undefined || site.macs.has(mac)) continue;
    const known = portOf.get(mac);
    if (known === undefined) portOf.set(mac, at);
    else if (known !== at) several.add(mac);
  }
  const counts = new Map<Port, number>();
  for (const [mac, port] of portOf) {
    counts.set(port, (counts.get(port) ?? 0) + 1);
    if (several.has(mac)) portOf.delete(mac);
  }
  return portOf.size === 0 && several.size === 0 ? undefined : { site, portOf, counts, own: site.macs };
}
