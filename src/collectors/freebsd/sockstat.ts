import type { Collector } from '../../model/collector.ts';
import { parseSockstat } from '../formats/sockstat.ts';

/** Sockets with states and processes (since 12.0); where `security.bsd.see_other_uids` is 0 an ordinary user is shown only his own. Written from the manual pages of FreeBSD. */
export const freebsdSockstat: Collector = {
  id: 'freebsd.sockstat',
  group: 'sockets',
  platforms: ['freebsd'],
  rank: 1,
  request: { command: 'sockstat -46s', root: 'useful', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseSockstat,
};
