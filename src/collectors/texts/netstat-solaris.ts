import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatSolaris } from '../formats/netstat-solaris.ts';

/** `TCP: IPv4` above a header with two addresses (netstat(8)). */
const header = /^\s{0,10}Local(?:\/Remote)? Address\s{1,60}(?:Remote Address\s{1,60}|Swind\s)(?:.{0,80}\s)?(?:State|Swind)\b/m;

export const netstatSolarisText: TextFormat = {
  id: 'netstat-solaris',
  family: 'netstat',
  title: 'sockets by netstat of Solaris and illumos',
  example: 'netstat -an',
  group: 'sockets',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseNetstatSolaris,
};
