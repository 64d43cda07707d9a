import type { Collector } from '../../model/collector.ts';
import { parseNetstatAix } from '../formats/netstat-aix.ts';

/** Sockets without their processes. Written from the manual pages of AIX. */
export const aixNetstat: Collector = {
  id: 'aix.netstat',
  group: 'sockets',
  platforms: ['aix'],
  rank: 2,
  request: { command: 'netstat -an', root: 'never', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseNetstatAix,
};
