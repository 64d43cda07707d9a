import type { TextFormat } from '../../model/text-format.ts';
import { parseFortiosInterfaces } from '../formats/network/fortios-interfaces.ts';

const name = /^\s{0,20}== ?\[ ?\S/m;
const address = /(?:^|\s)(?:ip|status):\s/m;
export const fortiosInterfacesText: TextFormat = {
  id: 'fortios-interfaces',
  family: 'fortios-interfaces',
  title: 'interfaces of FortiOS with addresses',
  example: 'get system interface',
  group: 'network',
  recognise: (head) => (name.test(head) && address.test(head) ? 85 : 0),
  parse: parseFortiosInterfaces,
};
