import type { Report } from './report.ts';
import type { Places } from './reports.ts';

/** Hosts by the base address of their bridge; nothing for one that several have. */
function indexBridges({ sites }: Places): ReadonlyMap<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  for (const [node, { told }] of sites.entries()) {
    for (const address of new Set(told.bridge.flatMap((fact) => fact.address?.toLowerCase() ?? []))) {
      found.set(address, found.has(address) ? undefined : node);
    }
  }
  return found;
}

/**
 * The spanning tree tells of each segment which port of which bridge is designated (IEEE 802.1D-2004, 17.21): where that is
 * another bridge, the two ports are on one segment. Bridges nobody looked at are left out: all that is told of them is a MAC.
 */
export function reportStp(places: Places): Report[] {
  const bridges = indexBridges(places);
  const { sites, index } = places;
  return sites.flatMap((site, node) =>
    site.told['bridge-port'].flatMap((fact): Report[] => {
      const mac = fact.designatedBridge?.toLowerCase();
      if (mac === undefined || fact.state === 'disabled' || fact.state === 'broken') return [];
      const owners = bridges.has(mac) ? [bridges.get(mac)] : index.withMac(mac);
      const owner = owners.length === 1 ? owners[0] : undefined;
      const to = owner === undefined || owner === node ? undefined : sites[owner];
      const fromPort = site.ports.own(fact.port, fact.ifIndex, fact.bridgePort);
      if (to === undefined || fromPort === undefined) return [];
      const far = fact.designatedPort === undefined ? undefined : to.ports.numbered(fact.designatedPort);
      return [{ protocol: 'stp', from: site.id, fromPort, to: to.id, toPorts: far === undefined ? [] : [far] }];
    }),
  );
}
