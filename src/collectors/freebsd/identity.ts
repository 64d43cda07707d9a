import type { Collector } from '../../model/collector.ts';
import { parseIdentityUnix } from '../formats/identity-unix.ts';

/** Host UUID, UUID and serial number of the hardware, host keys. A jail is shown the hardware of its host, which is not its own. Written from the manual pages of FreeBSD. */
export const freebsdIdentity: Collector = {
  id: 'freebsd.identity',
  group: 'identity',
  platforms: ['freebsd'],
  rank: 1,
  request: {
    command:
      'sysctl kern.hostuuid; [ "$(sysctl -n security.jail.jailed)" = 1 ] || for v in smbios.system.uuid smbios.system.serial; do echo "$v=$(kenv -q $v)"; done; grep -s . /dev/null /etc/ssh/ssh_host_*_key.pub; :',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentityUnix,
};
