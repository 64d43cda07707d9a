import type { Collector } from '../../model/collector.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** Interfaces and addresses; root is shown the MACs too. Written from the manual pages of Solaris and illumos. */
export const sunosIfconfig: Collector = {
  id: 'sunos.ifconfig',
  group: 'addresses',
  platforms: ['sunos'],
  rank: 1,
  request: { command: 'ifconfig -a', root: 'useful', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfig,
};
