import type { Collector } from '../../model/collector.ts';
import { parseIdentityUnix } from '../formats/identity-unix.ts';

/** Host id, UUID and serial number of the hardware, host keys. A zone is shown what is of its host, which is not its own. Written from the manual pages of Solaris and illumos. */
export const sunosIdentity: Collector = {
  id: 'sunos.identity',
  group: 'identity',
  platforms: ['sunos'],
  rank: 1,
  request: {
    command:
      '[ "$(zonename)" != global ] || { echo "hostid=$(hostid)"; smbios -t SMB_TYPE_SYSTEM; }; grep -s . /dev/null /etc/ssh/ssh_host_*_key.pub; :',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentityUnix,
};
