import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseApplicationFile } from '../formats/references/application-files.ts';

const descriptor = /\(\s{0,40}DESCRIPTION\s{0,40}=[\s\S]{0,400}\(\s{0,40}HOST\s{0,40}=/i;

export const tnsnamesText: TextFormat = {
  id: 'tnsnames.ora',
  family: 'tnsnames.ora',
  title: 'Oracle net services: tnsnames.ora',
  example: 'cat $ORACLE_HOME/network/admin/tnsnames.ora',
  group: 'references',
  recognise: (head) => (descriptor.test(head) ? 85 : 0),
  parse: parseApplicationFile('tnsnames.ora'),
  redact: redactSecrets,
};
