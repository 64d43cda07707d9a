import type { Collector } from '../../model/collector.ts';
import { parseConntrack } from '../formats/conntrack.ts';
import { whenTracked } from './when-nat.ts';

/**
 * Connections the kernel tracks, root only. All of them, not only the translated ones (`--any-nat`): a router is the only witness
 * of what it forwards between hosts nobody may log in to, and the table tells who asked whom.
 * At 150 to 195 bytes a line, as measured, the cap holds 170,000 to 220,000.
 */
export const linuxConntrack: Collector = {
  id: 'linux.conntrack',
  group: 'tracked',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: 'conntrack -L',
    when: `command -v conntrack >/dev/null && ${whenTracked}`,
    root: 'useful',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseConntrack,
};
