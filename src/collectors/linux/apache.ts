import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseApache } from '../formats/references/apache.ts';
import { cutOnHost } from './cut-on-host.ts';

/** What the virtual hosts of Apache pass requests to. */
export const linuxApache: Collector = {
  id: 'linux.apache',
  group: 'references',
  platforms: ['linux'],
  rank: 44,
  request: {
    command: `grep -sHniE '^[[:space:]]*(</?virtualhost|</?proxy|proxypass|balancermember|rewriterule[^#]*://)' /etc/apache2/apache2.conf /etc/apache2/sites-enabled/* /etc/apache2/conf-enabled/* /etc/apache2/conf.d/* /etc/apache2/vhosts.d/*.conf /etc/httpd/conf/httpd.conf /etc/httpd/conf.d/*.conf /usr/local/apache2/conf/httpd.conf | sed -r ${cutOnHost}; :`,
    when: '[ -d /etc/apache2 ] || [ -d /etc/httpd ] || [ -d /usr/local/apache2 ]',
    root: 'never',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseApache,
  redact: redactSecrets,
};
