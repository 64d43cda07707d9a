import type { Collector } from '../../model/collector.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** Interfaces and addresses where there is no `ip`. */
export const linuxIfconfig: Collector = {
  id: 'linux.ifconfig',
  group: 'addresses',
  platforms: ['linux'],
  rank: 3,
  request: { command: 'ifconfig -a', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfig,
};
