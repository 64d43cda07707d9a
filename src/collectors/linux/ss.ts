import type { Collector } from '../../model/collector.ts';
import { parseSs } from '../formats/ss.ts';

/** All TCP and UDP sockets with inode, user, control group, bytes and round-trip time; as root with processes. */
export const linuxSs: Collector = {
  id: 'linux.ss',
  group: 'sockets',
  platforms: ['linux'],
  rank: 1,
  request: { command: 'ss -HOantupie --cgroup', root: 'useful', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseSs,
};
