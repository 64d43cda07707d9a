import type { Collector } from '../../model/collector.ts';
import { parseRouteTable } from '../formats/route-table.ts';

/** Routing tables, with masks where `-v` is known. Written from the manual pages of HP-UX. */
export const hpuxNetstatRoutes: Collector = {
  id: 'hpux.netstat-routes',
  group: 'routes',
  platforms: ['hpux'],
  rank: 1,
  request: { command: 'netstat -rnv || netstat -rn', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseRouteTable,
};
