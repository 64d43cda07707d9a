import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatBsd } from '../formats/netstat-bsd.ts';

/** A dot before the port, behind the protocol and two queues (netstat(1)). */
const row =
  /^(?:tcp|udp)(?:4|6|46|64)?[ \t]{1,40}\d{1,12}[ \t]{1,40}\d{1,12}[ \t]{1,40}\S{1,120}\.(?:\d{1,12}|\*|[a-z][\w-]*)[ \t]{1,40}\S{1,120}\.(?:\d{1,12}|\*|[a-z][\w-]*)(?:\s|$)/m;

export const netstatBsdText: TextFormat = {
  id: 'netstat-bsd',
  family: 'netstat',
  title: 'sockets by netstat of BSD and macOS',
  example: 'netstat -an',
  group: 'sockets',
  recognise: (head) => (row.test(head) ? 80 : 0),
  parse: parseNetstatBsd,
};
