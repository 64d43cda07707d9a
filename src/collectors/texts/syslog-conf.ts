import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { syslogReader } from '../formats/declared/syslog.ts';

const selector =
  /^[ \t]{0,20}(?:[a-z0-9*]{1,20},){0,20}(?:\*|auth|authpriv|cron|daemon|kern|lpr|mail|mark|news|syslog|user|uucp|local[0-7])\.(?:\*|[=!]?(?:none|debug|info|notice|warn|warning|err|error|crit|alert|emerg|panic))[;,\w.*=!]{0,300}[ \t]{1,80}[-/@|*&\w:]/m;
const script = /\baction[ \t]{0,20}\([ \t]{0,20}type[ \t]{0,20}=[ \t]{0,20}"om/;

export const syslogConfText: TextFormat = {
  id: 'syslog.conf',
  family: 'syslog.conf',
  title: 'log servers: syslog.conf of any Unix, rsyslog.conf',
  example: 'cat /etc/syslog.conf',
  group: 'references',
  recognise: (head) => (selector.test(head) || script.test(head) ? 75 : 0),
  parse: parseOneFile('/etc/syslog.conf', syslogReader),
  redact: redactSettings,
};
