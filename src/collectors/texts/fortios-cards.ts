import type { TextFormat } from '../../model/text-format.ts';
import { parseFortiosCards } from '../formats/network/fortios-cards.ts';

const first = /^if=\S{1,64} family=\w{1,4} type=\d{1,5} index=\d/m;
export const fortiosCardsText: TextFormat = {
  id: 'fortios-cards',
  family: 'fortios-cards',
  title: 'interfaces of FortiOS with MACs',
  example: 'diagnose netlink interface list',
  group: 'network',
  recognise: (head) => (first.test(head) ? 90 : 0),
  parse: parseFortiosCards,
};
