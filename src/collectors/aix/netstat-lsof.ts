import type { Collector } from '../../model/collector.ts';
import { parseNetstatLsofAix } from '../formats/socket-pairs.ts';

/** Sockets, with their processes where lsof is installed. rmsock is not asked: it removes a socket that it finds no process for (rmsock(1)). Written from the manual pages of AIX. */
export const aixNetstatLsof: Collector = {
  id: 'aix.netstat-lsof',
  group: 'sockets',
  platforms: ['aix'],
  rank: 1,
  request: {
    command: "netstat -an && echo '== lsof' && { lsof -nP -iTCP -iUDP -F pcLftdPnT; :; }",
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNetstatLsofAix,
};
