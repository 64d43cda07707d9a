import type { TextFormat } from '../../model/text-format.ts';
import { parseLsofFields } from '../formats/lsof-fields.ts';

/** A process, then its fields, then its files: each a letter at the beginning of a line, or behind a NUL (`-F0`). */
const process = /^p\d{1,10}(?:\0|\r?$)/m;
const file = /(?:^|\0)f(?:\d{1,10}|cwd|rtd|txt|mem|NOFD)(?:\0|\r?$)/m;

export const lsofFieldsText: TextFormat = {
  id: 'lsof-fields',
  family: 'lsof',
  title: 'open internet sockets by lsof, field by field',
  example: 'lsof -nP -iTCP -iUDP -F pcLftdPnT',
  group: 'sockets',
  recognise: (head) => (process.test(head) && file.test(head) ? 85 : 0),
  parse: parseLsofFields,
};
