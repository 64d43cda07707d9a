import type { TextFormat } from '../../model/text-format.ts';
import { parsePortStatus } from '../formats/network/port-status.ts';

const header = /^Port[ \t]{1,60}Name[ \t]{1,200}Status[ \t]{1,40}Vlan[ \t]{1,40}Duplex[ \t]{1,20}Speed\b/m;
export const devicePortStatusText: TextFormat = {
  id: 'device-port-status',
  family: 'cisco-port-status',
  title: 'ports of a switch with state, description and speed',
  example: 'show interfaces status',
  group: 'network',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parsePortStatus,
};
