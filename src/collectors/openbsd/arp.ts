import type { Collector } from '../../model/collector.ts';
import { parseArpTableNdp } from '../formats/neighbor-pairs.ts';

/** Neighbors of IPv4, then of IPv6. Written from the manual pages of OpenBSD. */
export const openbsdArp: Collector = {
  id: 'openbsd.arp',
  group: 'neighbors',
  platforms: ['openbsd'],
  rank: 1,
  request: { command: "arp -an; echo '== ndp'; ndp -an", root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseArpTableNdp,
};
