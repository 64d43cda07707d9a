import type { Collector } from '../../model/collector.ts';
import { parseLsofFields } from '../formats/lsof-fields.ts';

/** Sockets with their processes; an ordinary user is shown only his own. Written from the manual pages of macOS. */
export const darwinLsof: Collector = {
  id: 'darwin.lsof',
  group: 'sockets',
  platforms: ['darwin'],
  rank: 1,
  request: { command: 'lsof -nP +c 0 -iTCP -iUDP -F pcLftdPnT', root: 'useful', seconds: 20, bytes: 32 * 1024 * 1024 },
  parse: parseLsofFields,
};
