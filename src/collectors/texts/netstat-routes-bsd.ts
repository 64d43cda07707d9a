import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatRoutesBsd } from '../formats/netstat-routes-bsd.ts';
import { routeHeaderScore } from './route-heads.ts';

export const netstatRoutesBsdText: TextFormat = {
  id: 'netstat-routes-bsd',
  family: 'netstat',
  title: 'routes by netstat of BSD and macOS',
  example: 'netstat -rn',
  group: 'routes',
  recognise: (head) => routeHeaderScore(head, 'bsd'),
  parse: parseNetstatRoutesBsd,
};
