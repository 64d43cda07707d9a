import type { Collector } from '../../model/collector.ts';
import { redactKeepalived } from '../../text/secrets/keepalived.ts';
import { parseKeepalivedFiles } from '../formats/keepalived.ts';
import { cutOnHost } from './cut-on-host.ts';

/**
 * Further configuration files of keepalived, where they usually are and as far as the login may read them: sudo names
 * one file, no pattern.
 */
export const linuxKeepalivedIncludes: Collector = {
  id: 'linux.keepalived-includes',
  group: 'translations',
  platforms: ['linux'],
  rank: 6,
  request: {
    command: `for f in /etc/keepalived/*.conf /etc/keepalived/*/*.conf; do [ ! -r "$f" ] || [ "$f" = /etc/keepalived/keepalived.conf ] || grep '' "$f" /dev/null; done | sed -r -e 's#(auth_pass[[:space:]]+)[^[:space:]}]+#\\1[cut]#Ig' ${cutOnHost}; :`,
    when: '[ -d /etc/keepalived ]',
    root: 'never',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseKeepalivedFiles,
  redact: redactKeepalived,
};
