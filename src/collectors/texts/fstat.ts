import type { TextFormat } from '../../model/text-format.ts';
import { parseFstat } from '../formats/fstat.ts';

/** The header of OpenBSD, NetBSD and FreeBSD (fstat(1)). */
const header = /^USER\s{1,40}CMD\s{1,40}PID\s{1,20}FD\s{1,20}MOUNT\s{1,20}INUM\s{1,20}MODE/m;
const row =
  /^\S{1,40}[ \t]{1,40}\S{1,40}[ \t]{1,40}\d{1,10}[ \t]{1,40}\d{1,10}\*?[ \t]{1,40}internet6? (?:stream|dgram) (?:tcp|udp)/m;

export const fstatText: TextFormat = {
  id: 'fstat',
  family: 'fstat',
  title: 'sockets and their processes by fstat of OpenBSD and NetBSD',
  example: 'fstat',
  group: 'sockets',
  recognise: (head) => (header.test(head) ? 90 : row.test(head) ? 60 : 0),
  parse: parseFstat,
};
