import type { Collector } from '../../model/collector.ts';
import { parseNetstatBsd } from '../formats/netstat-bsd.ts';

/** Sockets of everybody, without processes. Written from the manual pages of macOS. */
export const darwinNetstat: Collector = {
  id: 'darwin.netstat',
  group: 'sockets',
  platforms: ['darwin'],
  rank: 2,
  request: { command: 'netstat -anW || netstat -an', root: 'never', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseNetstatBsd,
};
