import type { TextFormat } from '../../model/text-format.ts';
import { parseProcArp } from '../formats/arp.ts';

const header = /^IP address[ \t]{1,20}HW type[ \t]{1,20}Flags[ \t]/m;

export const procNetArpText: TextFormat = {
  id: 'proc-net-arp',
  family: 'proc-net',
  title: 'neighbors: /proc/net/arp',
  example: 'cat /proc/net/arp',
  group: 'neighbors',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseProcArp,
};
