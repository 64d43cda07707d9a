import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseNginx } from '../formats/references/nginx.ts';
import { cutOnHost } from './cut-on-host.ts';

/** What nginx passes requests to. Files that are included from elsewhere are not followed. */
export const linuxNginx: Collector = {
  id: 'linux.nginx',
  group: 'references',
  platforms: ['linux'],
  rank: 43,
  request: {
    command: `grep -sHnE '^[^#]*([{}]|listen|server|upstream|_pass[[:space:]])' /etc/nginx/nginx.conf /etc/nginx/conf.d/*.conf /etc/nginx/sites-enabled/* /etc/nginx/stream.d/*.conf /etc/nginx/streams-enabled/* /usr/local/nginx/conf/nginx.conf | sed -r ${cutOnHost}; :`,
    when: '[ -d /etc/nginx ] || [ -d /usr/local/nginx ]',
    root: 'never',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseNginx,
  redact: redactSecrets,
};
