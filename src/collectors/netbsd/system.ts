import type { Collector } from '../../model/collector.ts';
import { parseSystemUnix } from '../formats/system-unix.ts';

/** What the host calls itself and what runs on it. Written from the manual pages of NetBSD. */
export const netbsdSystem: Collector = {
  id: 'netbsd.system',
  group: 'system',
  platforms: ['netbsd'],
  rank: 1,
  request: {
    command:
      'echo "name=$(uname -n)"; echo "os=NetBSD"; echo "version=$(uname -r)"; echo "kernel=$(uname -r)"; echo "architecture=$(uname -m)"',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseSystemUnix,
};
