import type { TextFormat } from '../../model/text-format.ts';
import { parseInterfaceBrief } from '../formats/network/interface-brief.ts';

const header =
  /^[ \t]{0,20}(?:Interface[ \t]{1,60}IP-Address[ \t]{1,60}OK\?|Interface[ \t]{1,60}IP Address[ \t]{1,60}(?:Interface )?Status\b)/m;
export const deviceInterfaceBriefText: TextFormat = {
  id: 'device-interface-brief',
  family: 'cisco-interface-brief',
  title: 'interfaces of a network device with state and address',
  example: 'show ip interface brief',
  group: 'network',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseInterfaceBrief,
};
