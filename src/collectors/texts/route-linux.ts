import type { TextFormat } from '../../model/text-format.ts';
import { parseRouteTable } from '../formats/route-table.ts';
import { linuxRouteScore } from './route-heads.ts';

export const routeLinuxText: TextFormat = {
  id: 'route-linux',
  family: 'route',
  title: 'routes by route of Linux (net-tools, busybox)',
  example: 'route -n',
  group: 'routes',
  recognise: (head) => linuxRouteScore(head, 'route'),
  parse: parseRouteTable,
};
