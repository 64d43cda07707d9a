import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { crontabReader } from '../formats/declared/jobs.ts';

/** Five times with a `*` among them, then a command; or a word for them. */
const row = /^[ \t]{0,20}(?=[^\n]{0,60}\*)(?:[\d*/,-]{1,40}[ \t]{1,20}){2}(?:[\w*/,-]{1,40}[ \t]{1,20}){3}[A-Za-z/.[(]/m;
const word = /^[ \t]{0,20}@(?:hourly|daily|weekly|monthly|yearly|annually|midnight|reboot)[ \t]/m;
/** Only the crontabs of the system name a user. */
const withUser = /^[ \t]*(?:[\w*/,-]{1,40}[ \t]{1,20}){5}root[ \t]|^#[^\n]{0,60}\buser(?:-name)?[ \t]{1,20}command/m;
const system = parseOneFile('/etc/crontab', crontabReader);
const own = parseOneFile('crontab', crontabReader);

export const crontabText: TextFormat = {
  id: 'crontab',
  family: 'crontab',
  title: 'jobs: a crontab, of a user or of the system',
  example: 'crontab -l',
  group: 'references',
  recognise: (head) => (row.test(head) || word.test(head) ? 60 : 0),
  parse: (text) => (withUser.test(text.slice(0, 65_536)) ? system(text) : own(text)),
  redact: redactSettings,
};
