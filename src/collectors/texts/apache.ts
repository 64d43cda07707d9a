import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseApacheFile } from '../formats/references/apache.ts';

const directive =
  /^[ \t]{0,40}(?:ProxyPass(?:Match|Reverse)?[ \t]|BalancerMember[ \t]|<VirtualHost[ \t]|DocumentRoot[ \t]|LoadModule[ \t])/m;

export const apacheText: TextFormat = {
  id: 'apache',
  family: 'apache',
  title: 'web server or proxy: httpd.conf, a virtual host of Apache',
  example: 'cat /etc/apache2/sites-enabled/*.conf',
  group: 'references',
  recognise: (head) => (directive.test(head) ? 75 : 0),
  parse: parseApacheFile,
  redact: redactSecrets,
};
