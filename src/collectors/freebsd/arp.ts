import type { Collector } from '../../model/collector.ts';
import { parseArpNdp } from '../formats/neighbor-pairs.ts';

/** Neighbors of IPv4, then of IPv6. Written from the manual pages of FreeBSD. */
export const freebsdArp: Collector = {
  id: 'freebsd.arp',
  group: 'neighbors',
  platforms: ['freebsd'],
  rank: 1,
  request: { command: "arp -an; echo '== ndp'; ndp -an", root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseArpNdp,
};
