import type { Collector } from '../../model/collector.ts';
import { parseIdentityUnix } from '../formats/identity-unix.ts';

/** UUID and serial number of the hardware, host keys. Written from the manual pages of NetBSD. */
export const netbsdIdentity: Collector = {
  id: 'netbsd.identity',
  group: 'identity',
  platforms: ['netbsd'],
  rank: 1,
  request: {
    command: 'sysctl machdep.dmi.system-uuid machdep.dmi.system-serial; grep -s . /dev/null /etc/ssh/ssh_host_*_key.pub; :',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentityUnix,
};
