import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatAix } from '../formats/netstat-aix.ts';

/** Only AIX heads the addresses of `-A`, and of its local sockets, like this. */
const header = /^(?:PCB\/ADDR|SADR\/PCB)\s/m;
/** Without `-A`: sockets for both families have no number, the others have one, where BSD numbers all or none. */
const unnumbered = /^tcp {2,20}\d{1,12} {1,20}\d{1,12} {1,20}\S{1,60}\.(?:\d{1,5}|\*|[a-z]\w*) /m;
const numbered = /^tcp4 {2,20}\d{1,12} {1,20}\d{1,12} {1,20}\S{1,60}\.(?:\d{1,5}|\*|[a-z]\w*) /m;

/** Rows with the address of `-A`, however they were filtered, and rmsock beside them. */
const addressed = /^[0-9a-f]{8,16}\s{1,20}(?:tcp|udp)[46]?\s/m;
const answer = /The socket (?:0x)?[0-9a-f]{4,16} is being held by /;

function recognise(head: string): number {
  if (header.test(head)) return 92;
  const isAix = (unnumbered.test(head) && numbered.test(head)) || (addressed.test(head) && answer.test(head));
  return isAix ? 85 : 0;
}

export const netstatAixText: TextFormat = {
  id: 'netstat-aix',
  family: 'netstat',
  title: 'sockets by netstat of AIX, with the answers of rmsock',
  example: 'netstat -Aan',
  group: 'sockets',
  recognise,
  parse: parseNetstatAix,
};
