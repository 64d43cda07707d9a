import type { TextFormat } from '../../model/text-format.ts';
import { parseArp } from '../formats/arp.ts';

/** `? (10.0.0.7) at 52:54:00:12:34:56` */
const row = /^[ \t]{0,40}(?:\S{1,120} )?\([\da-f.:%\w]{1,60}\) at \S{1,120}/m;

export const arpText: TextFormat = {
  id: 'arp',
  family: 'arp',
  title: 'neighbors by arp -a',
  example: 'arp -an',
  group: 'neighbors',
  recognise: (head) => (row.test(head) ? 90 : 0),
  parse: parseArp,
};
