import type { Collector } from '../../model/collector.ts';
import { parseIpAddrJson } from '../formats/ip-addr-json.ts';

/** Interfaces and addresses, iproute2 since 4.14; `-d` tells a bridge from a veth. */
export const linuxIpAddrJson: Collector = {
  id: 'linux.ip-addr-json',
  group: 'addresses',
  platforms: ['linux'],
  rank: 1,
  request: { command: 'ip -j -d addr', root: 'never', seconds: 10, bytes: 8 * 1024 * 1024 },
  parse: parseIpAddrJson,
};
