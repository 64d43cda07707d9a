import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parseHaproxy } from '../formats/references/haproxy.ts';

/** Front ends and servers of HAProxy; lines with passwords (`stats auth`, `userlist`) do not match. */
export const linuxHaproxy: Collector = {
  id: 'linux.haproxy',
  group: 'references',
  platforms: ['linux'],
  rank: 42,
  request: {
    command:
      "grep -sHnE '^[[:space:]]*(global|defaults|frontend|backend|listen|peers|resolvers|userlist|program|cache|bind|server|server-template|use_backend|default_backend)([[:space:]]|$)' /etc/haproxy/*.cfg /etc/haproxy/conf.d/*.cfg; :",
    when: '[ -d /etc/haproxy ]',
    root: 'never',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseHaproxy,
  redact: redactSecrets,
};
