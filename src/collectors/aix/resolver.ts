import type { Collector } from '../../model/collector.ts';
import { parseResolver } from '../formats/resolver.ts';

/** Name servers and search domains. Written from the manual pages of AIX. */
export const aixResolver: Collector = {
  id: 'aix.resolver',
  group: 'resolver',
  platforms: ['aix'],
  rank: 1,
  request: { command: 'cat /etc/resolv.conf', root: 'never', seconds: 10, bytes: 1 * 1024 * 1024 },
  parse: parseResolver,
};
