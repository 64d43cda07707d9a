import type { Collector } from '../../model/collector.ts';
import { parseNetstatLinux } from '../formats/netstat-linux.ts';

/** Sockets where there is no `ss`: net-tools. */
export const linuxNetstat: Collector = {
  id: 'linux.netstat',
  group: 'sockets',
  platforms: ['linux'],
  rank: 3,
  request: { command: 'netstat -antupeW', root: 'useful', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseNetstatLinux,
};
