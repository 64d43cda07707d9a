import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatWindows } from '../formats/netstat-windows.ts';

/** Protocol in capitals, then two ends with a colon; no queues between, as Linux and BSD have them. */
const row =
  /^[ \t]{0,40}(?:TCP|UDP)[ \t]{1,40}\S{1,200}:(?:\d{1,5}|\*|[a-z][\w-]{0,40})[ \t]{1,40}\S{1,200}:(?:\d{1,5}|\*|[a-z][\w-]{0,40})(?:\s|$)/m;

export const netstatWindowsText: TextFormat = {
  id: 'netstat-windows',
  family: 'netstat',
  title: 'sockets by netstat of Windows, in any language',
  example: 'netstat -ano',
  group: 'sockets',
  recognise: (head) => (row.test(head) ? 85 : 0),
  parse: parseNetstatWindows,
};
