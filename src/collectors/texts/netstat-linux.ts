import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatLinux } from '../formats/netstat-linux.ts';

/** The header of net-tools and busybox (netstat(8)). */
const header = /^Proto[ \t]{1,40}Recv-Q[ \t]{1,40}Send-Q[ \t]{1,40}Local Address[ \t]{1,40}Foreign Address/m;
/** BSD separates the port by a dot, Linux by a colon. */
const row =
  /^(?:tcp|udp)6?[ \t]{1,40}\d{1,12}[ \t]{1,40}\d{1,12}[ \t]{1,40}\S{1,120}:(?:\d{1,12}|\*|[a-z][\w-]*)[ \t]{1,40}\S{1,120}:(?:\d{1,12}|\*|[a-z][\w-]*)/m;

export const netstatLinuxText: TextFormat = {
  id: 'netstat-linux',
  family: 'netstat',
  title: 'sockets by netstat of Linux (net-tools, busybox)',
  example: 'netstat -antup',
  group: 'sockets',
  recognise: (head) => (row.test(head) ? (header.test(head) ? 90 : 60) : 0),
  parse: parseNetstatLinux,
};
