import type { Collector } from '../../model/collector.ts';
import { parseIptables } from '../formats/iptables.ts';
import { whenIp6tablesNat } from './when-nat.ts';

/** NAT rules of IPv6, root only. */
export const linuxIp6tablesNat: Collector = {
  id: 'linux.ip6tables-nat',
  group: 'translations',
  platforms: ['linux'],
  rank: 2,
  request: {
    command: 'ip6tables-save -t nat',
    when: `command -v ip6tables-save >/dev/null && { ${whenIp6tablesNat}; }`,
    root: 'useful',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseIptables,
};
