import type { Collector } from '../../model/collector.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** Interfaces and addresses, aliases too. Written from the manual pages of OpenBSD. */
export const openbsdIfconfig: Collector = {
  id: 'openbsd.ifconfig',
  group: 'addresses',
  platforms: ['openbsd'],
  rank: 1,
  request: { command: 'ifconfig -A || ifconfig -a', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfig,
};
