import type { Collector } from '../../model/collector.ts';
import { parseLxcLs } from '../formats/lxc-ls.ts';

/** Containers of LXC. */
export const linuxLxc: Collector = {
  id: 'linux.lxc',
  group: 'containers',
  platforms: ['linux'],
  rank: 11,
  request: {
    command: 'lxc-ls -f',
    when: '[ -d /var/lib/lxc ] && command -v lxc-ls >/dev/null',
    root: 'useful',
    seconds: 20,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseLxcLs,
};
