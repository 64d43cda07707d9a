import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { fstabReader } from '../formats/declared/mounts.ts';

const row = /^\S{1,300} \/\S{0,300} [a-z]\S{0,40} r[ow][,\w=:./-]{0,2000} 0 0$/m;

export const procMountsText: TextFormat = {
  id: 'proc-mounts',
  family: 'fstab',
  title: 'live mounts: /proc/mounts',
  example: 'cat /proc/mounts',
  group: 'references',
  recognise: (head) => (row.test(head) ? 75 : 0),
  parse: parseOneFile('/proc/mounts', fstabReader),
  redact: redactSettings,
};
