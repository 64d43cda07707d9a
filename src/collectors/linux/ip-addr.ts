import type { Collector } from '../../model/collector.ts';
import { parseIpAddr } from '../formats/ip-addr.ts';

/** Interfaces and addresses as text: older iproute2, and busybox, which has no `-d`. */
export const linuxIpAddr: Collector = {
  id: 'linux.ip-addr',
  group: 'addresses',
  platforms: ['linux'],
  rank: 2,
  request: { command: 'ip -d addr || ip addr', root: 'never', seconds: 10, bytes: 8 * 1024 * 1024 },
  parse: parseIpAddr,
};
