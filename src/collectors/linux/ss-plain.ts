import type { Collector } from '../../model/collector.ts';
import { parseSs } from '../formats/ss.ts';

/** The same from iproute2 before 5.8, which refuses `-O` or `--cgroup`. */
export const linuxSsPlain: Collector = {
  id: 'linux.ss-plain',
  group: 'sockets',
  platforms: ['linux'],
  rank: 2,
  request: { command: 'ss -antupe', root: 'useful', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseSs,
};
