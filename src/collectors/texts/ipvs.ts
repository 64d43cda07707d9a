import type { TextFormat } from '../../model/text-format.ts';
import { parseIpvsTable } from '../formats/ipvs.ts';

const header = /^(?:IP Virtual Server version|Prot LocalAddress:Port Scheduler Flags)/m;

export const ipvsText: TextFormat = {
  id: 'ipvs',
  family: 'ipvs',
  title: 'virtual servers of Linux: ipvsadm, /proc/net/ip_vs',
  example: 'ipvsadm -Ln',
  group: 'translations',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseIpvsTable,
};
