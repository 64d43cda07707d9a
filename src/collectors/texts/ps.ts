import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePs } from '../formats/ps.ts';

const header = /^[ \t]{0,40}(?:\S{1,120}[ \t]{1,40}){0,8}PID\s.{0,300}\b(?:CMD|COMMAND|ARGS|U?COMM)\s*$/m;

/** Without a header: pid, parent, user, padded (`-o pid:10= -o ppid:10= -o user:32=`). */
const row = /^ {0,9}\d{1,10} {1,10}\d{1,10} [a-z_][^ ]{0,31} {1,32}\S/m;

export const psText: TextFormat = {
  id: 'ps',
  family: 'ps',
  title: 'processes by ps',
  example: 'ps -ef',
  group: 'processes',
  recognise: (head) => (header.test(head) ? 80 : row.test(head) ? 40 : 0),
  parse: parsePs,
  redact: redactSecrets,
};
