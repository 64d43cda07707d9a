import type { Collector } from '../../model/collector.ts';
import { parseNetstatRoutesBsd } from '../formats/netstat-routes-bsd.ts';

/** Routing tables of both families. Written from the manual pages of FreeBSD. */
export const freebsdNetstatRoutes: Collector = {
  id: 'freebsd.netstat-routes',
  group: 'routes',
  platforms: ['freebsd'],
  rank: 1,
  request: { command: 'netstat -rnW || netstat -rn', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseNetstatRoutesBsd,
};
