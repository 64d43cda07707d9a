import type { Collector } from '../../model/collector.ts';
import { parseIpvsTable } from '../formats/ipvs.ts';

/** Virtual servers of the kernel and the real ones behind them: everybody may read the file, `ipvsadm` needs root. */
export const linuxIpVs: Collector = {
  id: 'linux.ip-vs',
  group: 'translations',
  platforms: ['linux'],
  rank: 4,
  request: {
    command: 'cat /proc/net/ip_vs',
    when: '[ -e /proc/net/ip_vs ]',
    root: 'never',
    seconds: 10,
    bytes: 8 * 1024 * 1024,
  },
  parse: parseIpvsTable,
};
