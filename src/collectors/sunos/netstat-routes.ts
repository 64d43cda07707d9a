import type { Collector } from '../../model/collector.ts';
import { parseRouteTable } from '../formats/route-table.ts';

/** Routing tables of both families, with masks where `-v` is known. Written from the manual pages of Solaris and illumos. */
export const sunosNetstatRoutes: Collector = {
  id: 'sunos.netstat-routes',
  group: 'routes',
  platforms: ['sunos'],
  rank: 1,
  request: { command: 'netstat -rnv || netstat -rn', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseRouteTable,
};
