import type { Collector } from '../../model/collector.ts';
import { parseIpRouteJson } from '../formats/ip-route-json.ts';

/** Main routing table of both families; a kernel without IPv6 is no failure. */
export const linuxIpRouteJson: Collector = {
  id: 'linux.ip-route-json',
  group: 'routes',
  platforms: ['linux'],
  rank: 1,
  request: { command: 'ip -j -4 route && { ip -j -6 route || :; }', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIpRouteJson,
};
