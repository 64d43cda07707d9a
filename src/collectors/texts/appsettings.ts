import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseApplicationFile } from '../formats/references/application-files.ts';

export const appsettingsText: TextFormat = {
  id: 'appsettings.json',
  family: 'appsettings.json',
  title: 'connection strings of .NET: appsettings.json',
  example: 'type appsettings.json',
  group: 'references',
  recognise: (head) => (/"ConnectionStrings"\s{0,8}:\s{0,8}\{/.test(head) ? 85 : 0),
  parse: parseApplicationFile('appsettings.json'),
  redact: redactSecrets,
};
