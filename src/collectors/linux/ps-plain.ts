import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePs } from '../formats/ps.ts';

/** Processes, busybox: with the columns asked for where it was built with them. */
export const linuxPsPlain: Collector = {
  id: 'linux.ps-plain',
  group: 'processes',
  platforms: ['linux'],
  rank: 2,
  request: { command: 'ps -e -o pid,ppid,user,comm,args || ps w || ps', root: 'never', seconds: 10, bytes: 8 * 1024 * 1024 },
  parse: parsePs,
  redact: redactSecrets,
};
