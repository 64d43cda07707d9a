import type { Collector } from '../../model/collector.ts';
import { redactSettings } from '../../text/redact-secrets.ts';
import { parseConfigFiles } from '../formats/config-files.ts';

/** Crontabs of users where Debian keeps them (crontab(5)); only root may read them. What at(1) keeps beside them is not read. */
export const linuxCrontabs: Collector = {
  id: 'linux.crontabs',
  group: 'references',
  platforms: ['linux'],
  rank: 3,
  request: {
    command: 'grep -rs . /var/spool/cron/crontabs',
    when: '[ -d /var/spool/cron/crontabs ]',
    root: 'useful',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseConfigFiles,
  redact: redactSettings,
};
