import type { Collector } from '../../model/collector.ts';
import { parseConntrack } from '../formats/conntrack.ts';
import { whenTracked } from './when-nat.ts';

/** Connections the kernel tracks where there is no `conntrack`; root only, and not every kernel has the file. */
export const linuxNfConntrack: Collector = {
  id: 'linux.nf-conntrack',
  group: 'tracked',
  platforms: ['linux'],
  rank: 2,
  request: {
    command: 'cat /proc/net/nf_conntrack',
    when: `[ -e /proc/net/nf_conntrack ] && ${whenTracked}`,
    root: 'useful',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseConntrack,
};
