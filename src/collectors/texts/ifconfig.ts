import type { TextFormat } from '../../model/text-format.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** net-tools 1 `eth0      Link encap:`, net-tools 2, BSD and Unix `eth0: flags=`. */
const heading =
  /^\S{1,120}[ \t]{1,40}Link encap:|^[^\s:]{1,64}(?::[^\s:]{1,32})?:[ \t]{1,9}flags=(?:0x)?[\da-f]{1,20}(?:,[\da-f]{1,20})?</im;

export const ifconfigText: TextFormat = {
  id: 'ifconfig',
  family: 'ifconfig',
  title: 'addresses by ifconfig',
  example: 'ifconfig -a',
  group: 'addresses',
  recognise: (head) => (heading.test(head) ? 90 : 0),
  parse: parseIfconfig,
};
