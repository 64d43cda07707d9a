import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseApplicationFile } from '../formats/references/application-files.ts';

export const webConfigText: TextFormat = {
  id: 'web.config',
  family: 'web.config',
  title: 'connection strings of .NET: web.config, app.config',
  example: 'type C:\\inetpub\\wwwroot\\web.config',
  group: 'references',
  recognise: (head) => (/<connectionStrings\b|<appSettings\b/.test(head) ? 85 : 0),
  parse: parseApplicationFile('web.config'),
  redact: redactSecrets,
};
