import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseHaproxyFile } from '../formats/references/haproxy.ts';

const section = /^(?:frontend|backend|listen)[ \t]{1,40}\S{1,128}/m;
const server =
  /^[ \t]{1,40}(?:server[ \t]{1,40}\S{1,128}[ \t]{1,40}\S|bind[ \t]{1,40}\S|default_backend[ \t]|mode[ \t]{1,40}(?:tcp|http)\b)/m;

export const haproxyText: TextFormat = {
  id: 'haproxy',
  family: 'haproxy',
  title: 'proxy: haproxy.cfg',
  example: 'cat /etc/haproxy/haproxy.cfg',
  group: 'references',
  recognise: (head) => (section.test(head) && server.test(head) ? 80 : 0),
  parse: parseHaproxyFile,
  redact: redactSecrets,
};
