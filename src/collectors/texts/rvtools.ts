import type { TextFormat } from '../../model/text-format.ts';
import { parseRvtools } from '../formats/inventory/vmware.ts';

const header = /^\ufeff?"?VM"?[,;\t]"?Powerstate"?[,;\t]/;

export const rvtoolsText: TextFormat = {
  id: 'rvtools',
  family: 'rvtools',
  title: 'tabs vInfo and vNetwork of RVTools, CSV',
  example: 'RVTools -c ExportvInfo2csv',
  group: 'inventory',
  about: 'others',
  recognise: (head) => (header.test(head) ? 92 : 0),
  parse: parseRvtools,
};
