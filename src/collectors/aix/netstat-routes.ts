import type { Collector } from '../../model/collector.ts';
import { parseRouteTable } from '../formats/route-table.ts';

/** Routing tables of both families. Written from the manual pages of AIX. */
export const aixNetstatRoutes: Collector = {
  id: 'aix.netstat-routes',
  group: 'routes',
  platforms: ['aix'],
  rank: 1,
  request: { command: 'netstat -rn', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseRouteTable,
};
