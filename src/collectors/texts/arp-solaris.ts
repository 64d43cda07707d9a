import type { TextFormat } from '../../model/text-format.ts';
import { parseNeighborTable } from '../formats/neighbor-table.ts';

const header = /^(?:Net to Media Table: |Device[ \t]{1,20}IP Address[ \t]{1,40}Mask[ \t])/m;

export const arpSolarisText: TextFormat = {
  id: 'arp-solaris',
  family: 'arp',
  title: 'neighbors by arp or netstat -p of Solaris and illumos',
  example: 'arp -an',
  group: 'neighbors',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseNeighborTable,
};
