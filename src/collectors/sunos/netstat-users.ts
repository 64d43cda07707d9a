import type { Collector } from '../../model/collector.ts';
import { parseNetstatSolaris } from '../formats/netstat-solaris.ts';

/** Sockets with their processes (Solaris 11.2 and later, newer illumos). Written from the manual pages of Solaris and illumos. */
export const sunosNetstatUsers: Collector = {
  id: 'sunos.netstat-users',
  group: 'sockets',
  platforms: ['sunos'],
  rank: 1,
  request: { command: 'netstat -anu', root: 'useful', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseNetstatSolaris,
};
