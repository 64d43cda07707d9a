import type { TextFormat } from '../../model/text-format.ts';
import { parseRouteTable } from '../formats/route-table.ts';
import { routeHeaderScore } from './route-heads.ts';

export const netstatRoutesHpuxText: TextFormat = {
  id: 'netstat-routes-hpux',
  family: 'netstat',
  title: 'routes by netstat of HP-UX',
  example: 'netstat -rnv',
  group: 'routes',
  recognise: (head) => routeHeaderScore(head, 'hpux'),
  parse: parseRouteTable,
};
