import type { Collector } from '../../model/collector.ts';
import { redactContainers } from '../formats/redact-containers.ts';
import { parseVzlist } from '../formats/vzlist.ts';

/** Containers of OpenVZ and Virtuozzo. */
export const linuxVzlist: Collector = {
  id: 'linux.vzlist',
  group: 'containers',
  platforms: ['linux'],
  rank: 13,
  request: {
    command: 'vzlist -a -j',
    when: 'command -v vzlist >/dev/null',
    root: 'useful',
    seconds: 20,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseVzlist,
  redact: redactContainers,
};
