import type { TextFormat } from '../../model/text-format.ts';
import { parseRouteTable } from '../formats/route-table.ts';
import { routeHeaderScore } from './route-heads.ts';

export const netstatRoutesSolarisText: TextFormat = {
  id: 'netstat-routes-solaris',
  family: 'netstat',
  title: 'routes by netstat of Solaris and illumos',
  example: 'netstat -rn',
  group: 'routes',
  recognise: (head) => routeHeaderScore(head, 'solaris'),
  parse: parseRouteTable,
};
