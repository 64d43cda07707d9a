import type { Collector } from '../../model/collector.ts';
import { parseProcArp } from '../formats/arp.ts';

/** ARP table where there is neither `ip` nor `arp`. */
export const linuxProcArp: Collector = {
  id: 'linux.proc-arp',
  group: 'neighbors',
  platforms: ['linux'],
  rank: 4,
  request: { command: 'cat /proc/net/arp', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseProcArp,
};
