import type { TextFormat } from '../../model/text-format.ts';
import { parseIpadm } from '../formats/ipadm.ts';

const header = /^(?:ADDROBJ|NAME)[ \t]{1,40}(?:CLASS\/)?TYPE[ \t]{1,40}STATE[ \t].{0,80}ADDR/m;

export const ipadmText: TextFormat = {
  id: 'ipadm',
  family: 'ipadm',
  title: 'addresses by ipadm of Solaris and illumos',
  example: 'ipadm show-addr',
  group: 'addresses',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseIpadm,
};
