import type { TextFormat } from '../../model/text-format.ts';
import { parseSs } from '../formats/ss.ts';

/** The header of any version; `Peer Address:PortProcess` is glued in some (ss(8)). */
const header = /^(?:Netid[ \t]{1,40})?State[ \t]{1,40}Recv-Q[ \t]{1,40}Send-Q[ \t]{1,40}Local Address/m;
/** Without a header (`-H`): protocol or state, two queues, two ends. */
const row =
  /^(?:(?:tcp|udp|sctp|dccp)[ \t]{1,40})?(?:ESTAB|LISTEN|UNCONN|TIME-WAIT|SYN-SENT|CLOSE-WAIT)[ \t]{1,40}\d{1,12}[ \t]{1,40}\d{1,12}[ \t]{1,40}\S{1,120}:\S{1,120}[ \t]{1,40}\S{1,120}:\S{1,120}/m;

export const ssText: TextFormat = {
  id: 'ss',
  family: 'ss',
  title: 'sockets by ss of iproute2',
  example: 'ss -antup',
  group: 'sockets',
  recognise: (head) => (header.test(head) ? 90 : row.test(head) ? 60 : 0),
  parse: parseSs,
};
