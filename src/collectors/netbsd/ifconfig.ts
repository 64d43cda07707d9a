import type { Collector } from '../../model/collector.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** Interfaces and addresses. Written from the manual pages of NetBSD. */
export const netbsdIfconfig: Collector = {
  id: 'netbsd.ifconfig',
  group: 'addresses',
  platforms: ['netbsd'],
  rank: 1,
  request: { command: 'ifconfig -a', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfig,
};
