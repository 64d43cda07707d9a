import type { Collector } from '../../model/collector.ts';
import { parseNetstatBsd } from '../formats/netstat-bsd.ts';

/** Sockets without their processes, where fstat fails. Written from the manual pages of NetBSD. */
export const netbsdNetstat: Collector = {
  id: 'netbsd.netstat',
  group: 'sockets',
  platforms: ['netbsd'],
  rank: 2,
  request: { command: 'netstat -anv || netstat -an', root: 'never', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseNetstatBsd,
};
