import type { Collector } from '../../model/collector.ts';
import { parseIpNeigh } from '../formats/ip-neigh.ts';

/** Neighbors of both families as text: older iproute2 and busybox. */
export const linuxIpNeigh: Collector = {
  id: 'linux.ip-neigh',
  group: 'neighbors',
  platforms: ['linux'],
  rank: 2,
  request: { command: 'ip neigh', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIpNeigh,
};
