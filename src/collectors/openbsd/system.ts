import type { Collector } from '../../model/collector.ts';
import { parseSystemUnix } from '../formats/system-unix.ts';

/** What the host calls itself and what runs on it. Written from the manual pages of OpenBSD. */
export const openbsdSystem: Collector = {
  id: 'openbsd.system',
  group: 'system',
  platforms: ['openbsd'],
  rank: 1,
  request: {
    command:
      'echo "name=$(uname -n)"; echo "os=OpenBSD"; echo "version=$(uname -r)"; echo "kernel=$(uname -r)"; echo "architecture=$(uname -m)"',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseSystemUnix,
};
