import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePsPaths } from '../formats/ps-paths.ts';

/** Processes; their arguments end at 80 characters. Written from the manual pages of Solaris and illumos. */
export const sunosPs: Collector = {
  id: 'sunos.ps',
  group: 'processes',
  platforms: ['sunos'],
  rank: 1,
  request: { command: 'ps -e -o pid,ppid,user,comm,args', root: 'never', seconds: 10, bytes: 8 * 1024 * 1024 },
  parse: parsePsPaths,
  redact: redactSecrets,
};
