import type { TextFormat } from '../../model/text-format.ts';
import { parseLldpDetail } from '../formats/network/lldp-detail.ts';

const chassis = /^[\s+-]{0,12}(?:Neighbor )?Chassis(?: |-)?ID(?: \([\w ]{1,30}\))?\s{0,20}:/im;
const port = /^[\s+-]{0,12}(?:Neighbor )?Port(?: |-)?ID(?: \([\w ]{1,30}\))?\s{0,24}:/im;
export const lldpNeighborsText: TextFormat = {
  id: 'lldp-neighbors',
  family: 'lldp',
  title: 'neighbors by LLDP of a network device, at length',
  example: 'show lldp neighbors detail',
  group: 'network',
  recognise: (head) => (chassis.test(head) && port.test(head) ? 85 : 0),
  parse: parseLldpDetail,
};
