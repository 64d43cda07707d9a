import type { Collector } from '../../model/collector.ts';
import { parseIfconfig } from '../formats/ifconfig.ts';

/** Interfaces and addresses. Written from the manual pages of macOS. */
export const darwinIfconfig: Collector = {
  id: 'darwin.ifconfig',
  group: 'addresses',
  platforms: ['darwin'],
  rank: 1,
  request: { command: 'ifconfig -a', root: 'never', seconds: 10, bytes: 2 * 1024 * 1024 },
  parse: parseIfconfig,
};
