import type { Collector } from '../../model/collector.ts';
import { parseResolver } from '../formats/resolver.ts';

/** Name servers and search domains. */
export const linuxResolver: Collector = {
  id: 'linux.resolver',
  group: 'resolver',
  platforms: ['linux'],
  rank: 1,
  request: { command: 'cat /etc/resolv.conf', root: 'never', seconds: 10, bytes: 1 * 1024 * 1024 },
  parse: parseResolver,
};
