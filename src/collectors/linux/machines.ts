import type { Collector } from '../../model/collector.ts';
import { parseMachines } from '../formats/machines.ts';

/** Containers of systemd-nspawn, from files anybody may read. */
export const linuxMachines: Collector = {
  id: 'linux.machines',
  group: 'containers',
  platforms: ['linux'],
  rank: 12,
  request: {
    command: "grep -s '' /dev/null /run/systemd/machines/*; :",
    when: 'for f in /run/systemd/machines/*; do break; done; [ -e "$f" ]',
    root: 'never',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseMachines,
};
