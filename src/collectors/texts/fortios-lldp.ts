import type { TextFormat } from '../../model/text-format.ts';
import { parseFortiosLldp } from '../formats/network/fortios-lldp.ts';

const field = /^\s{0,8}\d{1,9} chassis\.(?:type|data)/m;
const summary = /^\s{0,8}\d{1,9} port '[^']{1,64}' \d{1,9} mac \S{17} chassis /m;
export const fortiosLldpText: TextFormat = {
  id: 'fortios-lldp',
  family: 'fortios-lldp',
  title: 'neighbors by LLDP of FortiOS',
  example: 'diagnose lldprx neighbor details',
  group: 'network',
  recognise: (head) => (field.test(head) || summary.test(head) ? 90 : 0),
  parse: parseFortiosLldp,
};
