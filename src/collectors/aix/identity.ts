import type { Collector } from '../../model/collector.ts';
import { parseIdentityUnix } from '../formats/identity-unix.ts';

/** UUID of the installation, machine with partition, host keys. `systemid` and `uname -m` are those of the whole machine. Written from the manual pages of AIX. */
export const aixIdentity: Collector = {
  id: 'aix.identity',
  group: 'identity',
  platforms: ['aix'],
  rank: 1,
  request: {
    command: 'lsattr -El sys0 -a os_uuid; echo "uname.f=$(uname -f)"; grep -s . /dev/null /etc/ssh/ssh_host_*_key.pub; :',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentityUnix,
};
