import type { Collector } from '../../model/collector.ts';
import { parseIpNeighJson } from '../formats/ip-neigh-json.ts';

/** Neighbors of both families: ARP and neighbor discovery. */
export const linuxIpNeighJson: Collector = {
  id: 'linux.ip-neigh-json',
  group: 'neighbors',
  platforms: ['linux'],
  rank: 1,
  request: { command: 'ip -j neigh', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIpNeighJson,
};
