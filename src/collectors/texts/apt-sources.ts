import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { deb822Reader, listReader } from '../formats/declared/updates.ts';

const row = /^[ \t]{0,20}deb(?:-src)?[ \t]{1,20}(?:\[[^\]\n]{0,300}\][ \t]{1,20})?[a-z+]{2,20}:/m;
const stanza = /^URIs:[ \t]{0,20}[a-z]/im;
const list = parseOneFile('/etc/apt/sources.list', listReader);
const deb822 = parseOneFile('/etc/apt/sources.list.d/*.sources', deb822Reader);

export const aptSourcesText: TextFormat = {
  id: 'apt-sources',
  family: 'apt-sources',
  title: 'update servers: sources of apt, one a line or deb822',
  example: 'cat /etc/apt/sources.list',
  group: 'references',
  recognise: (head) => (row.test(head) || stanza.test(head) ? 85 : 0),
  parse: (text) => (stanza.test(text.slice(0, 65_536)) ? deb822(text) : list(text)),
  redact: redactSettings,
};
