import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseNginxFile } from '../formats/references/nginx.ts';

const block = /^[ \t]{0,40}(?:server|upstream[ \t]{1,8}[\w.-]{1,128}|http|stream|location[ \t]{1,8}[^\n{]{1,200})[ \t]{0,8}\{/m;
const directive =
  /^[ \t]{0,40}(?:listen|server|server_name|proxy_pass|fastcgi_pass|grpc_pass|uwsgi_pass)[ \t]{1,40}[^;\n]{1,300};/m;

export const nginxText: TextFormat = {
  id: 'nginx',
  family: 'nginx',
  title: 'web server or proxy: nginx.conf, nginx -T',
  example: 'nginx -T',
  group: 'references',
  recognise: (head) =>
    head.includes('# configuration file /etc/nginx/') ? 90 : block.test(head) && directive.test(head) ? 75 : 0,
  parse: parseNginxFile,
  redact: redactSecrets,
};
