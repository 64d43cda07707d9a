import type { TextFormat } from '../../model/text-format.ts';
import { parseIpvsSave } from '../formats/ipvs.ts';

const command = /^-A (?:-[tuf]|--(?:tcp|udp|sctp|fwmark)-service) \S{1,80} /m;

export const ipvsSaveText: TextFormat = {
  id: 'ipvs-save',
  family: 'ipvs',
  title: 'virtual servers of Linux as commands',
  example: 'ipvsadm -Sn',
  group: 'translations',
  recognise: (head) => (command.test(head) ? 85 : 0),
  parse: parseIpvsSave,
};
