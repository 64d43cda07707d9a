import type { Collector } from '../../model/collector.ts';
import { parseNetstatInterfaces } from '../formats/netstat-interfaces.ts';

/** Interfaces and addresses, where ifconfig wants the name of one. Written from the manual pages of HP-UX. */
export const hpuxNetstatInterfaces: Collector = {
  id: 'hpux.netstat-interfaces',
  group: 'addresses',
  platforms: ['hpux'],
  rank: 2,
  request: { command: 'netstat -in', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseNetstatInterfaces,
};
