import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { sssdReader } from '../formats/declared/directory.ts';

const section = /^[ \t]{0,20}\[(?:sssd|domain\/[^\]\n]{1,200})\]/m;

export const sssdText: TextFormat = {
  id: 'sssd.conf',
  family: 'sssd.conf',
  title: 'directory servers: /etc/sssd/sssd.conf',
  example: 'cat /etc/sssd/sssd.conf',
  group: 'references',
  recognise: (head) => (section.test(head) ? 85 : 0),
  parse: parseOneFile('/etc/sssd/sssd.conf', sssdReader),
  redact: redactSettings,
};
