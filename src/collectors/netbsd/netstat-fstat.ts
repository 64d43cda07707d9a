import type { Collector } from '../../model/collector.ts';
import { parseNetstatFstat } from '../formats/socket-pairs.ts';

/** Sockets: states from netstat, processes from fstat, which needs no rights. Written from the manual pages of NetBSD. */
export const netbsdNetstatFstat: Collector = {
  id: 'netbsd.netstat-fstat',
  group: 'sockets',
  platforms: ['netbsd'],
  rank: 1,
  request: {
    command: "{ netstat -anv || netstat -an; } && echo '== fstat' && fstat",
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNetstatFstat,
};
