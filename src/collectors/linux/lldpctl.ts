import type { Collector } from '../../model/collector.ts';
import { parseLldpctl } from '../formats/network/lldpctl.ts';

/** The same as linux.lldpcli, of an lldpd so old that it has no lldpcli (EdgeOS). */
export const linuxLldpctl: Collector = {
  id: 'linux.lldpctl',
  group: 'network',
  platforms: ['linux'],
  rank: 3,
  request: {
    command: 'lldpctl -f keyvalue',
    when: '[ ! -e /usr/sbin/lldpcli ] && [ -e /usr/sbin/lldpctl ]',
    root: 'useful',
    seconds: 10,
    bytes: 4 * 1024 * 1024,
  },
  parse: parseLldpctl,
};
