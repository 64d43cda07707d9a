import type { TextFormat } from '../../model/text-format.ts';
import { parseRouteTable } from '../formats/route-table.ts';
import { routeHeaderScore } from './route-heads.ts';

export const netstatRoutesAixText: TextFormat = {
  id: 'netstat-routes-aix',
  family: 'netstat',
  title: 'routes by netstat of AIX',
  example: 'netstat -rn',
  group: 'routes',
  recognise: (head) => routeHeaderScore(head, 'aix'),
  parse: parseRouteTable,
};
