import type { Collector } from '../../model/collector.ts';
import { parseNetstatSolaris } from '../formats/netstat-solaris.ts';

/** Sockets without their processes. Written from the manual pages of Solaris and illumos. */
export const sunosNetstat: Collector = {
  id: 'sunos.netstat',
  group: 'sockets',
  platforms: ['sunos'],
  rank: 3,
  request: {
    command: 'netstat -an -f inet && { netstat -an -f inet6; :; }',
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNetstatSolaris,
};
