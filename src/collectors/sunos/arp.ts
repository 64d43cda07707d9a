import type { Collector } from '../../model/collector.ts';
import { parseNeighborTable } from '../formats/neighbor-table.ts';

/** Neighbors of both families. Written from the manual pages of Solaris and illumos. */
export const sunosArp: Collector = {
  id: 'sunos.arp',
  group: 'neighbors',
  platforms: ['sunos'],
  rank: 1,
  request: { command: 'netstat -pn || arp -an', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseNeighborTable,
};
