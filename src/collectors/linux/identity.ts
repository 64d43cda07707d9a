import type { Collector } from '../../model/collector.ts';
import { parseIdentity } from '../formats/identity.ts';

/** Values that tell this host from others and need no rights: machine id, boot id, host keys. */
export const linuxIdentity: Collector = {
  id: 'linux.identity',
  group: 'identity',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: "grep -s '' /etc/machine-id /var/lib/dbus/machine-id /proc/sys/kernel/random/boot_id /etc/ssh/ssh_host_*_key.pub; :",
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentity,
};
