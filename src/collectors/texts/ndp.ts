import type { TextFormat } from '../../model/text-format.ts';
import { parseNeighborTable } from '../formats/neighbor-table.ts';

const header = /^Neighbor[ \t]{1,60}Linklayer Address[ \t]{1,20}Netif\b/m;

export const ndpText: TextFormat = {
  id: 'ndp',
  family: 'ndp',
  title: 'neighbors of IPv6 by ndp of BSD and macOS',
  example: 'ndp -an',
  group: 'neighbors',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseNeighborTable,
};
