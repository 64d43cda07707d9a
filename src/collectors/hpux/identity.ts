import type { Collector } from '../../model/collector.ts';
import { parseIdentityUnix } from '../formats/identity-unix.ts';

/** Identifier of the partition, host keys. MACHINE_IDENT is that of the whole machine, and MACHINE_SERIAL is not unique (confstr(3C)). Written from the manual pages of HP-UX. */
export const hpuxIdentity: Collector = {
  id: 'hpux.identity',
  group: 'identity',
  platforms: ['hpux'],
  rank: 1,
  request: {
    command: 'echo "PARTITION_IDENT=$(getconf PARTITION_IDENT)"; grep -s . /dev/null /opt/ssh/etc/ssh_host_*_key.pub; :',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentityUnix,
};
