import type { Collector } from '../../model/collector.ts';
import { parseResolver } from '../formats/resolver.ts';

/** Name servers and search domains. Written from the manual pages of NetBSD. */
export const netbsdResolver: Collector = {
  id: 'netbsd.resolver',
  group: 'resolver',
  platforms: ['netbsd'],
  rank: 1,
  request: { command: 'cat /etc/resolv.conf', root: 'never', seconds: 10, bytes: 1 * 1024 * 1024 },
  parse: parseResolver,
};
