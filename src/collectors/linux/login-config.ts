import type { Collector } from '../../model/collector.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseConfigFiles } from '../formats/config-files.ts';

/** Directory servers of logins: sssd.conf(5) and nslcd.conf(5), which hold passwords and are for root only: those lines do not travel. */
export const linuxLoginConfig: Collector = {
  id: 'linux.login-config',
  group: 'references',
  platforms: ['linux'],
  rank: 5,
  request: {
    command: 'grep -siv -e password -e authtok -e bindpw -e pwmodpw -e secret /etc/nslcd.conf /etc/sssd/sssd.conf',
    when: '[ -d /etc/sssd ] || [ -e /etc/nslcd.conf ]',
    root: 'useful',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseConfigFiles,
  redact: redactSettings,
};
