import type { Collector } from '../../model/collector.ts';
import { parseBridgeFdb } from '../formats/network/bridge-fdb.ts';

/**
 * Addresses learned by the bridges of a router (VyOS, EdgeOS, Vyatta: their software is in /opt/vyatta). The bridges of other hosts
 * join its own containers and guests, which it tells itself.
 */
export const linuxBridgeFdb: Collector = {
  id: 'linux.bridge-fdb',
  group: 'network',
  platforms: ['linux'],
  rank: 2,
  request: { command: 'bridge fdb show', when: '[ -e /opt/vyatta ]', root: 'never', seconds: 10, bytes: 4 * 1024 * 1024 },
  parse: parseBridgeFdb,
};
