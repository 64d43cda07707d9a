import type { Collector } from '../../model/collector.ts';
import { parseSystemUnix } from '../formats/system-unix.ts';

/** What the host calls itself and what runs on it. Written from the manual pages of Solaris and illumos. */
export const sunosSystem: Collector = {
  id: 'sunos.system',
  group: 'system',
  platforms: ['sunos'],
  rank: 1,
  request: {
    command:
      'echo "name=$(uname -n)"; echo "os=SunOS"; echo "version=$(uname -r)"; echo "kernel=$(uname -r) $(uname -v)"; echo "architecture=$(uname -p)"; read -r l </etc/release && echo "release=$l"; :',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseSystemUnix,
};
