import type { Collector } from '../../model/collector.ts';
import { redactKeepalived } from '../../text/secrets/keepalived.ts';
import { parseKeepalived } from '../formats/keepalived.ts';

/** VRRP addresses and virtual servers as configured; the file is often root's alone, because passwords stand in it: those lines do not travel. */
export const linuxKeepalived: Collector = {
  id: 'linux.keepalived',
  group: 'translations',
  platforms: ['linux'],
  rank: 5,
  request: {
    command: 'grep -v auth_pass /etc/keepalived/keepalived.conf',
    // The directory may be closed to all but root.
    when: '[ -e /etc/keepalived/keepalived.conf ] || { [ -d /etc/keepalived ] && [ ! -x /etc/keepalived ]; }',
    root: 'useful',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseKeepalived,
  redact: redactKeepalived,
};
