import type { Collector } from '../../model/collector.ts';
import { parseIdentityUnix } from '../formats/identity-unix.ts';

/** UUID and serial number of the hardware, host keys. Written from the manual pages of OpenBSD. */
export const openbsdIdentity: Collector = {
  id: 'openbsd.identity',
  group: 'identity',
  platforms: ['openbsd'],
  rank: 1,
  request: {
    command: 'sysctl hw.uuid hw.serialno; grep -s . /dev/null /etc/ssh/ssh_host_*_key.pub; :',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentityUnix,
};
