import type { TextFormat } from '../../model/text-format.ts';
import { parseNeighborTable } from '../formats/neighbor-table.ts';

const header = /^\S{1,20}[ \t]{1,40}(?:HW?[Tt]yp\w?|Hardware-Typ|TypeMap|TipoHW|HWType)[ \t]/m;

export const arpLinuxText: TextFormat = {
  id: 'arp-linux',
  family: 'arp',
  title: 'neighbors by arp of Linux, as a table',
  example: 'arp -n',
  group: 'neighbors',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseNeighborTable,
};
