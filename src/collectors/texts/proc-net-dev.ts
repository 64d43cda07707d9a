import type { TextFormat } from '../../model/text-format.ts';
import { parseProcNetDev } from '../formats/proc-net-dev.ts';

const header = /^Inter-\|[ \t]{1,20}Receive[ \t]/m;

export const procNetDevText: TextFormat = {
  id: 'proc-net-dev',
  family: 'proc-net',
  title: 'interfaces: /proc/net/dev',
  example: 'cat /proc/net/dev',
  group: 'addresses',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseProcNetDev,
};
