import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { kerberosReader } from '../formats/declared/directory.ts';

const section = /^[ \t]{0,20}\[(?:realms|libdefaults|domain_realm)\]/m;

export const krb5Text: TextFormat = {
  id: 'krb5.conf',
  family: 'krb5.conf',
  title: 'Kerberos servers: /etc/krb5.conf',
  example: 'cat /etc/krb5.conf',
  group: 'references',
  recognise: (head) => (section.test(head) ? 85 : 0),
  parse: parseOneFile('/etc/krb5.conf', kerberosReader),
  redact: redactSettings,
};
