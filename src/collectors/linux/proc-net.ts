import type { Collector } from '../../model/collector.ts';
import { parseProcNet } from '../formats/proc-net.ts';

/** Sockets where there is neither `ss` nor `netstat`; without processes. */
export const linuxProcNet: Collector = {
  id: 'linux.proc-net',
  group: 'sockets',
  platforms: ['linux'],
  rank: 5,
  request: {
    command:
      'echo "== machine $(uname -m)"; for f in tcp tcp6 udp udp6; do echo "== /proc/net/$f"; cat "/proc/net/$f"; done; [ -r /proc/net/tcp ]',
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseProcNet,
};
