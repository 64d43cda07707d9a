import type { Collector } from '../../model/collector.ts';
import { parseNetstatBsd } from '../formats/netstat-bsd.ts';

/** Sockets without their processes, where sockstat is missing or refused. Written from the manual pages of FreeBSD. */
export const freebsdNetstat: Collector = {
  id: 'freebsd.netstat',
  group: 'sockets',
  platforms: ['freebsd'],
  rank: 3,
  request: { command: 'netstat -anW || netstat -an', root: 'never', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseNetstatBsd,
};
