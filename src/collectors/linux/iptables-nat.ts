import type { Collector } from '../../model/collector.ts';
import { parseIptables } from '../formats/iptables.ts';
import { whenIptablesNat } from './when-nat.ts';

/** NAT rules of IPv4, root only. */
export const linuxIptablesNat: Collector = {
  id: 'linux.iptables-nat',
  group: 'translations',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: 'iptables-save -t nat',
    when: `command -v iptables-save >/dev/null && { ${whenIptablesNat}; }`,
    root: 'useful',
    seconds: 20,
    bytes: 16 * 1024 * 1024,
  },
  parse: parseIptables,
};
