import type { TextFormat } from '../../model/text-format.ts';
import { parseRouteTable } from '../formats/route-table.ts';
import { linuxRouteScore } from './route-heads.ts';

export const netstatRoutesLinuxText: TextFormat = {
  id: 'netstat-routes-linux',
  family: 'netstat',
  title: 'routes by netstat of Linux (net-tools, busybox)',
  example: 'netstat -rn',
  group: 'routes',
  recognise: (head) => linuxRouteScore(head, 'netstat'),
  parse: parseRouteTable,
};
