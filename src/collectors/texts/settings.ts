import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseApplicationFile } from '../formats/references/application-files.ts';

/** A whole line that says `name = address`; nothing more, so every other format goes before it. */
const row = /^(?:export )?[A-Za-z_][\w.-]{2,100}[ \t]{0,8}=[ \t]{0,8}["']?(?:jdbc:)?[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/]/m;

export const settingsText: TextFormat = {
  id: 'settings',
  family: 'settings',
  title: 'settings of an application: .env, .properties, .ini',
  example: 'cat /opt/shop/.env',
  group: 'references',
  recognise: (head) => (row.test(head) ? 30 : 0),
  parse: parseApplicationFile('settings'),
  redact: redactSecrets,
};
