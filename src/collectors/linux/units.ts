import type { Collector } from '../../model/collector.ts';
import { parseUnits } from '../formats/units.ts';

/** Services systemd has loaded; fails where systemd does not run, which sd_booted(3) tells without a process. */
export const linuxUnits: Collector = {
  id: 'linux.units',
  group: 'units',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: "[ -d /run/systemd/system ] && systemctl --no-pager show '*.service' -p Id,MainPID,Description,ActiveState",
    root: 'never',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseUnits,
};
