import type { Collector } from '../../model/collector.ts';
import { parseArp } from '../formats/arp.ts';

/** ARP table. Written from the manual pages of HP-UX. */
export const hpuxArp: Collector = {
  id: 'hpux.arp',
  group: 'neighbors',
  platforms: ['hpux'],
  rank: 1,
  request: { command: 'arp -an', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseArp,
};
