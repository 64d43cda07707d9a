import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePs } from '../formats/ps.ts';

/** Processes, procps: columns of a fixed width, because names hold blanks. */
export const linuxPs: Collector = {
  id: 'linux.ps',
  group: 'processes',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: 'ps -eww -o pid:10= -o ppid:10= -o user:32= -o comm:32= -o args=',
    root: 'never',
    seconds: 10,
    bytes: 8 * 1024 * 1024,
  },
  parse: parsePs,
  redact: redactSecrets,
};
