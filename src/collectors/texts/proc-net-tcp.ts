import type { TextFormat } from '../../model/text-format.ts';
import { parseProcNet } from '../formats/proc-net.ts';

const header = /^[ \t]{1,9}sl[ \t]{1,9}local_address[ \t]{1,40}rem(?:ote)?_address[ \t]/m;

export const procNetTcpText: TextFormat = {
  id: 'proc-net-tcp',
  family: 'proc-net',
  title: 'sockets: /proc/net/tcp, tcp6, udp, udp6',
  example: 'cat /proc/net/tcp',
  group: 'sockets',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseProcNet,
};
