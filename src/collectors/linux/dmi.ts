import type { Collector } from '../../model/collector.ts';
import { parseIdentity } from '../formats/identity.ts';

/** SMBIOS UUID and serial number, which only root may read. Absent on machines without SMBIOS. */
export const linuxDmi: Collector = {
  id: 'linux.dmi',
  group: 'hardware',
  platforms: ['linux'],
  rank: 1,
  request: {
    command: 'grep -s . /sys/class/dmi/id/product_uuid /sys/class/dmi/id/product_serial',
    root: 'useful',
    seconds: 10,
    bytes: 1 * 1024 * 1024,
  },
  parse: parseIdentity,
};
