import type { TextFormat } from '../../model/text-format.ts';
import { parseVlans } from '../formats/network/vlans.ts';

const header = /^VLAN\s{1,8}Name\s{1,40}Status\s{1,20}Ports/m;
export const deviceVlansText: TextFormat = {
  id: 'device-vlans',
  family: 'device-vlans',
  title: 'VLANs of a network device',
  example: 'show vlan brief',
  group: 'network',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseVlans,
};
