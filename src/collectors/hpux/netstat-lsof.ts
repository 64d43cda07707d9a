import type { Collector } from '../../model/collector.ts';
import { parseNetstatLsofHpux } from '../formats/socket-pairs.ts';

/** Sockets, with their processes where lsof is installed. Written from the manual pages of HP-UX. */
export const hpuxNetstatLsof: Collector = {
  id: 'hpux.netstat-lsof',
  group: 'sockets',
  platforms: ['hpux'],
  rank: 1,
  request: {
    command: "netstat -an && echo '== lsof' && { lsof -nP -iTCP -iUDP -F pcLftdPnT; :; }",
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNetstatLsofHpux,
};
