import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePs } from '../formats/ps.ts';

/** Processes; `-o` works because the script sets UNIX95 (ps(1)). Written from the manual pages of HP-UX. */
export const hpuxPs: Collector = {
  id: 'hpux.ps',
  group: 'processes',
  platforms: ['hpux'],
  rank: 1,
  request: { command: 'ps -e -o pid,ppid,user,comm,args', root: 'never', seconds: 10, bytes: 8 * 1024 * 1024 },
  parse: parsePs,
  redact: redactSecrets,
};
