import type { Collector } from '../../model/collector.ts';
import { parseArp } from '../formats/arp.ts';

/** ARP table. Written from the manual pages of AIX. */
export const aixArp: Collector = {
  id: 'aix.arp',
  group: 'neighbors',
  platforms: ['aix'],
  rank: 1,
  request: { command: 'arp -an', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseArp,
};
