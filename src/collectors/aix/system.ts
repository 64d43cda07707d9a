import type { Collector } from '../../model/collector.ts';
import { parseSystemUnix } from '../formats/system-unix.ts';

/** What the host calls itself and what runs on it. Written from the manual pages of AIX. */
export const aixSystem: Collector = {
  id: 'aix.system',
  group: 'system',
  platforms: ['aix'],
  rank: 1,
  request: {
    command:
      'echo "name=$(uname -n)"; echo "os=AIX"; echo "version=$(oslevel)"; echo "kernel=$(uname -v).$(uname -r)"; echo "architecture=$(uname -p)"',
    root: 'never',
    seconds: 20,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseSystemUnix,
};
