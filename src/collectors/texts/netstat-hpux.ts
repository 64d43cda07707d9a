import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatHpux } from '../formats/netstat-bsd.ts';

/** The header of BSD with wider columns. */
const header = /^Proto Recv-Q Send-Q {2}Local Address {11}Foreign Address {9}\(state\)/m;

export const netstatHpuxText: TextFormat = {
  id: 'netstat-hpux',
  family: 'netstat',
  title: 'sockets by netstat of HP-UX',
  example: 'netstat -an',
  group: 'sockets',
  recognise: (head) => (header.test(head) ? 85 : 0),
  parse: parseNetstatHpux,
};
