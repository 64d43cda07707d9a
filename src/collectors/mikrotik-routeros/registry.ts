import type { Collector } from '../../model/collector.ts';
import { deviceCollectors, versionOf } from '../formats/network/device-collector.ts';
import {
  parseRouterosAddresses,
  parseRouterosArp,
  parseRouterosBoard,
  parseRouterosBonds,
  parseRouterosHosts,
  parseRouterosIdentity,
  parseRouterosInterfaces,
  parseRouterosNeighbors,
  parseRouterosRoutes,
  parseRouterosVlans,
} from '../formats/network/routeros.ts';

/** What is asked of RouterOS. */
export const mikrotikRouterosCollectors: readonly Collector[] = deviceCollectors('mikrotik-routeros', [
  ['version', '/system resource print', versionOf('mikrotik-routeros')],
  ['identity', '/system identity print', parseRouterosIdentity],
  ['board', '/system routerboard print', parseRouterosBoard],
  ['arp', '/ip arp print terse', parseRouterosArp],
  ['mac', '/interface bridge host print terse', parseRouterosHosts],
  ['neighbors', '/ip neighbor print terse', parseRouterosNeighbors],
  ['interfaces', '/interface print terse', parseRouterosInterfaces],
  ['addresses', '/ip address print terse', parseRouterosAddresses],
  ['vlans', '/interface vlan print terse', parseRouterosVlans],
  ['bundles', '/interface bonding print terse', parseRouterosBonds],
  ['routes', '/ip route print terse', parseRouterosRoutes],
]);
