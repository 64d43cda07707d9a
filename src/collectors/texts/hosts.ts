import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { hostsReader } from '../formats/declared/hosts.ts';

const loopback = /^[ \t]{0,20}(?:127\.0\.0\.1|::1)[ \t]{1,80}(?:[\w.-]{1,255}[ \t]{1,20}){0,10}(?:localhost|loopback)\b/m;

export const hostsText: TextFormat = {
  id: 'hosts',
  family: 'hosts',
  title: 'names of addresses: /etc/hosts',
  example: 'cat /etc/hosts',
  group: 'references',
  recognise: (head) => (loopback.test(head) ? 80 : 0),
  parse: parseOneFile('/etc/hosts', hostsReader),
  redact: redactSettings,
};
