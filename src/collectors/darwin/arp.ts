import type { Collector } from '../../model/collector.ts';
import { parseArp } from '../formats/arp.ts';

/** ARP table. Written from the manual pages of macOS. */
export const darwinArp: Collector = {
  id: 'darwin.arp',
  group: 'neighbors',
  platforms: ['darwin'],
  rank: 1,
  request: { command: 'arp -an', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseArp,
};
