import type { Collector } from '../../model/collector.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** Interfaces and addresses. Written from the manual pages of FreeBSD. */
export const freebsdIfconfig: Collector = {
  id: 'freebsd.ifconfig',
  group: 'addresses',
  platforms: ['freebsd'],
  rank: 1,
  request: { command: 'ifconfig -a', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfig,
};
