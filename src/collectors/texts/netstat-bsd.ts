import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatBsd } from '../formats/netstat-bsd.ts';

/** A dot before the port, behind the protocol and the queues (netstat(1)); with `-A` behind an address. */
const row =
  /^(?:(?:0x)?[0-9a-f]{6,16}[ \t]{1,40})?(?:tcp|udp)(?:4|6|46|64)?(?:[ \t]{1,40}\d{1,12}){1,3}[ \t]{1,40}\S{1,120}\.(?:\d{1,12}|\*|[a-z][\w-]*)[ \t]{1,40}\S{1,120}\.(?:\d{1,12}|\*|[a-z][\w-]*)(?:\s|$)/im;
/** The table of listen queues (`-L`). */
const queues = /^Current listen queue sizes \(qlen\/incqlen\/maxqlen\)/m;

export const netstatBsdText: TextFormat = {
  id: 'netstat-bsd',
  family: 'netstat',
  title: 'sockets by netstat of BSD and macOS',
  example: 'netstat -an',
  group: 'sockets',
  recognise: (head) => (queues.test(head) ? 90 : row.test(head) ? 80 : 0),
  parse: parseNetstatBsd,
};
