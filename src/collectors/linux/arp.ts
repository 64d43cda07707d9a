import type { Collector } from '../../model/collector.ts';
import { parseArp } from '../formats/arp.ts';

/** ARP table where there is no `ip`. */
export const linuxArp: Collector = {
  id: 'linux.arp',
  group: 'neighbors',
  platforms: ['linux'],
  rank: 3,
  request: { command: 'arp -an', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseArp,
};
