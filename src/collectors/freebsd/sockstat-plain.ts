import type { Collector } from '../../model/collector.ts';
import { parseSockstat } from '../formats/sockstat.ts';

/** The same from a sockstat that tells no states. Written from the manual pages of FreeBSD. */
export const freebsdSockstatPlain: Collector = {
  id: 'freebsd.sockstat-plain',
  group: 'sockets',
  platforms: ['freebsd'],
  rank: 2,
  request: { command: 'sockstat -46', root: 'useful', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseSockstat,
};
