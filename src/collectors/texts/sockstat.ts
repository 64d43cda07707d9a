import type { TextFormat } from '../../model/text-format.ts';
import { parseSockstat } from '../formats/sockstat.ts';

/** The header of FreeBSD and NetBSD (sockstat(1)). */
const header = /^(?:\S{1,20}\s{1,20})?USER\s{1,40}COMMAND\s{1,40}PID\s{1,20}FD\s{1,20}PROTO\s{1,20}LOCAL ADDRESS/m;
/** Without it (`-q`): user, command, pid, descriptor, protocol, two ends. */
const row =
  /^\S{1,40}[ \t]{1,40}\S{1,40}[ \t]{1,40}(?:\d{1,10}|\?)[ \t]{1,40}(?:\d{1,10}|\?)[ \t]{1,40}(?:tcp|udp)(?:4|6|46)?[ \t]{1,40}\S{1,80}[:.](?:\d{1,5}|\*)[ \t]{1,40}\S{1,80}[:.](?:\d{1,5}|\*)/m;

export const sockstatText: TextFormat = {
  id: 'sockstat',
  family: 'sockstat',
  title: 'sockets and their processes by sockstat of FreeBSD and NetBSD',
  example: 'sockstat -46',
  group: 'sockets',
  recognise: (head) => (header.test(head) ? 90 : row.test(head) ? 55 : 0),
  parse: parseSockstat,
};
