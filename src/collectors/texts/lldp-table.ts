import type { TextFormat } from '../../model/text-format.ts';
import { parseLldpBrief } from '../formats/network/neighbors-brief.ts';

const header =
  /^(?:Device[ -]ID\s{1,40}Local Intf\s{1,20}Hold-time|\s{0,8}Port\s{1,20}Device ID\s{1,20}Port ID\s{1,20}System Name)\s/im;
export const lldpTableText: TextFormat = {
  id: 'lldp-table',
  family: 'lldp',
  title: 'neighbors by LLDP of a network device, as a table',
  example: 'show lldp neighbors',
  group: 'network',
  recognise: (head) => (header.test(head) ? 80 : 0),
  parse: parseLldpBrief,
};
