import type { Collector } from '../../model/collector.ts';
import { parseCgroups } from '../formats/cgroups.ts';

/** Control group of every process, which names its unit or container. */
export const linuxCgroups: Collector = {
  id: 'linux.cgroups',
  group: 'cgroups',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: "cd /proc && grep -sE '^0:|:name=systemd:|:devices:' [0-9]*/cgroup; :",
    root: 'never',
    seconds: 10,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseCgroups,
};
