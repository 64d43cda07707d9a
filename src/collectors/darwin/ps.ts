import type { Collector } from '../../model/collector.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { parsePsDarwin } from '../formats/ps-darwin.ts';

/** Processes, then their executables, which may hold blanks just as their arguments do. Written from the manual pages of macOS. */
export const darwinPs: Collector = {
  id: 'darwin.ps',
  group: 'processes',
  platforms: ['darwin'],
  rank: 1,
  request: {
    command: "ps -axww -o pid= -o ppid= -o user= -o args=; echo '== comm'; ps -axww -o pid= -o comm=",
    root: 'never',
    seconds: 10,
    bytes: 8 * 1024 * 1024,
  },
  parse: parsePsDarwin,
  redact: redactSecrets,
};
