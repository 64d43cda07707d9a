import type { Collector } from '../../model/collector.ts';
import { parseIpadm } from '../formats/ipadm.ts';

/** Addresses, where ifconfig is gone. Written from the manual pages of Solaris and illumos. */
export const sunosIpadm: Collector = {
  id: 'sunos.ipadm',
  group: 'addresses',
  platforms: ['sunos'],
  rank: 2,
  request: { command: 'ipadm show-addr', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIpadm,
};
