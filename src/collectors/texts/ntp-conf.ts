import type { TextFormat } from '../../model/text-format.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseOneFile } from '../formats/config-files.ts';
import { ntpReader } from '../formats/declared/time.ts';

const server = /^[ \t]{0,20}(?:servers?|pool|peer)[ \t]{1,40}(?:-[46][ \t]{1,10})?[\w.:-]{1,255}[ \t\r]{0,40}(?:$|[a-z#])/m;
const other = /^[ \t]{0,20}(?:driftfile|restrict|makestep|rtcsync|keyfile|statistics|sensor|constraints?|listen on)\b/m;
const option = /[ \t](?:i?burst|prefer|minpoll|maxpoll|weight|nts)\b/;

export const ntpConfText: TextFormat = {
  id: 'ntp.conf',
  family: 'ntp.conf',
  title: 'time servers: ntp.conf, chrony.conf, ntpd.conf of OpenNTPD',
  example: 'cat /etc/ntp.conf',
  group: 'references',
  recognise: (head) => (server.test(head) && (other.test(head) || option.test(head)) ? 75 : 0),
  parse: parseOneFile('/etc/ntp.conf', ntpReader),
  redact: redactSettings,
};
