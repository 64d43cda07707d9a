import type { TextFormat } from '../../model/text-format.ts';
import { parseLsof } from '../formats/lsof.ts';

/** The header, whatever columns were asked for (lsof(8), "OUTPUT"). */
const header = /^COMMAND\s{1,40}PID\s(?:.{0,200}\s)?FD\s{1,40}TYPE\s/m;
const row =
  /^\S{1,40}[ \t]{1,40}\d{1,10}[ \t].{0,120}?\d{1,6}[a-zA-Z]{0,3}[ \t]{1,40}IPv[46][ \t].{0,80}?(?:TCP|UDP)[ \t]\S{1,200}/m;

export const lsofText: TextFormat = {
  id: 'lsof',
  family: 'lsof',
  title: 'open internet sockets by lsof, as a table',
  example: 'lsof -nP -i',
  group: 'sockets',
  recognise: (head) => (header.test(head) ? 90 : row.test(head) ? 55 : 0),
  parse: parseLsof,
};
