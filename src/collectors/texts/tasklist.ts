import type { TextFormat } from '../../model/text-format.ts';
import { parseTasklist } from '../formats/tasklist.ts';

/** The second column is named `PID` in every language. */
const csvHeader = /^"[^"\n]{1,60}","PID","/m;
/** `/nh`: an executable, a number, and what belongs to it. */
const csvRow = /^"[^"\n]{1,260}","\d{1,10}","[^"\n]{0,2000}"/;
const tableHeader = /^\S[^\n]{1,120}[ \t]PID[ \t][^\n]{1,300}\n={10,60}[ =\r]{10,400}$/m;

export const tasklistText: TextFormat = {
  id: 'tasklist',
  family: 'tasklist',
  title: 'processes by tasklist of Windows, in any language',
  example: 'tasklist /svc /fo csv',
  group: 'processes',
  recognise: (head) => (csvHeader.test(head) || tableHeader.test(head) ? 90 : csvRow.test(head) ? 40 : 0),
  parse: parseTasklist,
};
