import type { Collector } from '../../model/collector.ts';
import { parseNetstatRoutesBsd } from '../formats/netstat-routes-bsd.ts';

/** Routing tables of both families. Written from the manual pages of NetBSD. */
export const netbsdNetstatRoutes: Collector = {
  id: 'netbsd.netstat-routes',
  group: 'routes',
  platforms: ['netbsd'],
  rank: 1,
  request: { command: 'netstat -rn', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseNetstatRoutesBsd,
};
