import type { Collector } from '../../model/collector.ts';
import { parseIdentityDarwin } from '../formats/identity-darwin.ts';

/** Hardware UUID and serial number, boot session, host keys. Written from the manual pages of macOS. */
export const darwinIdentity: Collector = {
  id: 'darwin.identity',
  group: 'identity',
  platforms: ['darwin'],
  rank: 1,
  request: {
    command:
      "ioreg -rd1 -c IOPlatformExpertDevice; sysctl kern.bootsessionuuid; grep -s '' /dev/null /etc/ssh/ssh_host_*_key.pub; :",
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentityDarwin,
};
