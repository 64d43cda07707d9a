import type { Collector } from '../../model/collector.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseConfigFiles } from '../formats/config-files.ts';

/** Crontabs of users where Red Hat keeps them, and under tabs SUSE; only root may read them. */
export const linuxCrontabsFlat: Collector = {
  id: 'linux.crontabs-flat',
  group: 'references',
  platforms: ['linux'],
  rank: 4,
  request: {
    command: 'grep -rs . /var/spool/cron',
    when: '[ -d /var/spool/cron ] && [ ! -d /var/spool/cron/crontabs ]',
    root: 'useful',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseConfigFiles,
  redact: redactSettings,
};
