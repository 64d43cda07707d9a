import type { Collector } from '../../model/collector.ts';
import { parseNetstatLinux } from '../formats/netstat-linux.ts';

/** Sockets from busybox, which may be built without `-p`, `-e` or `-W`. */
export const linuxNetstatPlain: Collector = {
  id: 'linux.netstat-plain',
  group: 'sockets',
  platforms: ['linux'],
  rank: 4,
  request: {
    command: 'netstat -antupe || netstat -antup || netstat -antuW || netstat -antu',
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNetstatLinux,
};
