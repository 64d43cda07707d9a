import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePs } from '../formats/ps.ts';

/** Processes. Written from the manual pages of NetBSD. */
export const netbsdPs: Collector = {
  id: 'netbsd.ps',
  group: 'processes',
  platforms: ['netbsd'],
  rank: 1,
  request: { command: 'ps -axww -o pid,ppid,user,comm,args', root: 'never', seconds: 10, bytes: 8 * 1024 * 1024 },
  parse: parsePs,
  redact: redactSecrets,
};
