import type { TextFormat } from '../../model/text-format.ts';
import { parseNeighborTable } from '../formats/neighbor-table.ts';

const header = /^(?:Host[ \t]{1,60}Ethernet Address|Neighbor[ \t]{1,60}Linklayer Address[ \t]{1,20}Expire\(O\))[ \t]/m;

export const arpBsdText: TextFormat = {
  id: 'arp-bsd',
  family: 'arp',
  title: 'neighbors by arp of OpenBSD or macOS, as a table',
  example: 'arp -anl',
  group: 'neighbors',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseNeighborTable,
};
