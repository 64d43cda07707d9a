import type { Collector } from '../../model/collector.ts';
import { parseConntrack } from '../formats/conntrack.ts';

/** Connections the kernel tracks, before nf_conntrack (RHEL 5 and its time); root only. */
export const linuxIpConntrack: Collector = {
  id: 'linux.ip-conntrack',
  group: 'tracked',
  platforms: ['linux'],
  rank: 3,
  request: {
    command: 'cat /proc/net/ip_conntrack',
    when: '[ -e /proc/net/ip_conntrack ]',
    root: 'useful',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseConntrack,
};
