import type { Collector } from '../../model/collector.ts';
import { parseSystemLinux } from '../formats/system-linux.ts';

/** What the host calls itself and what runs on it. */
export const linuxSystem: Collector = {
  id: 'linux.system',
  group: 'system',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: `echo "uname -nrm: $(uname -nrm)"; grep -s '' /etc/os-release /usr/lib/os-release /etc/redhat-release; :`,
    root: 'never',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseSystemLinux,
};
