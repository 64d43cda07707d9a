import type { Collector } from '../../model/collector.ts';
import { parseIpRoute } from '../formats/ip-route.ts';

/** Main routing table of both families as text: older iproute2 and busybox. */
export const linuxIpRoute: Collector = {
  id: 'linux.ip-route',
  group: 'routes',
  platforms: ['linux'],
  rank: 2,
  request: { command: 'ip -4 route && { ip -6 route || :; }', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIpRoute,
};
