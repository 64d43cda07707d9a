import type { Collector } from '../../model/collector.ts';
import { parseNetstatHpux } from '../formats/netstat-bsd.ts';

/** Sockets without their processes. Written from the manual pages of HP-UX. */
export const hpuxNetstat: Collector = {
  id: 'hpux.netstat',
  group: 'sockets',
  platforms: ['hpux'],
  rank: 2,
  request: { command: 'netstat -an', root: 'never', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseNetstatHpux,
};
