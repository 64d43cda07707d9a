import type { TextFormat } from '../../model/text-format.ts';
import { parseCdpDetail } from '../formats/network/cdp-detail.ts';

const device = /^\s{0,8}Device ID ?:/m;
const port = /^Interface: {0,10}[^,]{1,80}, {0,10}Port ID|^\s{1,8}Device Port {1,10}:/m;
export const cdpNeighborsText: TextFormat = {
  id: 'cdp-neighbors',
  family: 'cdp',
  title: 'neighbors by CDP of a network device, at length',
  example: 'show cdp neighbors detail',
  group: 'network',
  recognise: (head) => (device.test(head) && port.test(head) ? 90 : 0),
  parse: parseCdpDetail,
};
