import type { Collector } from '../../model/collector.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** Interfaces and addresses (11.31). Written from the manual pages of HP-UX. */
export const hpuxIfconfig: Collector = {
  id: 'hpux.ifconfig',
  group: 'addresses',
  platforms: ['hpux'],
  rank: 1,
  request: { command: 'ifconfig -a', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfig,
};
