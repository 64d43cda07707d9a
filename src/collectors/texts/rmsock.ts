import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatAix } from '../formats/netstat-aix.ts';

const answer = /The socket (?:0x)?[0-9a-f]{4,16} is being held by proc{1,2}ess \d{1,10}/i;

export const rmsockText: TextFormat = {
  id: 'rmsock',
  family: 'rmsock',
  title: 'who holds a socket, by rmsock of AIX',
  example: 'rmsock f1000f00002d8bc0 tcpcb',
  group: 'processes',
  recognise: (head) => (answer.test(head) ? 78 : 0),
  parse: parseNetstatAix,
};
