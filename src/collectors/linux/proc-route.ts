import type { Collector } from '../../model/collector.ts';
import { parseProcRoute } from '../formats/proc-route.ts';

/** Routing tables where there is no `ip`. */
export const linuxProcRoute: Collector = {
  id: 'linux.proc-route',
  group: 'routes',
  platforms: ['linux'],
  rank: 3,
  request: {
    command: 'echo "== machine $(uname -m)"; cat /proc/net/route && { cat /proc/net/ipv6_route || :; }',
    root: 'never',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseProcRoute,
};
