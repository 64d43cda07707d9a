import type { Collector } from '../../model/collector.ts';
import { parseResolver } from '../formats/resolver.ts';

/** Name servers and search domains of the default resolver. Written from the manual pages of macOS. */
export const darwinResolver: Collector = {
  id: 'darwin.resolver',
  group: 'resolver',
  platforms: ['darwin'],
  rank: 1,
  request: { command: 'cat /etc/resolv.conf', root: 'never', seconds: 10, bytes: 1 * 1024 * 1024 },
  parse: parseResolver,
};
