import type { Collector } from '../../model/collector.ts';
import { parseLldpcli } from '../formats/network/lldpcli.ts';

/**
 * Switch ports and other neighbors lldpd has heard of; its socket is for root and its own group. On Debian so is the command itself
 * (mode 4750), which `command -v` then does not find for others, though sudo would run it.
 */
export const linuxLldpcli: Collector = {
  id: 'linux.lldpcli',
  group: 'network',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: 'lldpcli -f json show neighbors',
    when: '[ -e /usr/sbin/lldpcli ] || command -v lldpcli >/dev/null',
    root: 'useful',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseLldpcli,
};
