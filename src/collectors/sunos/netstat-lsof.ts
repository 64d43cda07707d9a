import type { Collector } from '../../model/collector.ts';
import { parseNetstatLsofSolaris } from '../formats/socket-pairs.ts';

/** Sockets of a netstat that knows no processes (before Solaris 11.2), with them where lsof is installed. pfiles is not asked: it stops each process it looks at (proc(1)). Written from the manual pages of Solaris and illumos. */
export const sunosNetstatLsof: Collector = {
  id: 'sunos.netstat-lsof',
  group: 'sockets',
  platforms: ['sunos'],
  rank: 2,
  request: {
    command: "netstat -an -f inet && { netstat -an -f inet6; echo '== lsof'; lsof -nP -iTCP -iUDP -F pcLftdPnT; :; }",
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNetstatLsofSolaris,
};
