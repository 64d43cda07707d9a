import type { Collector } from '../../model/collector.ts';
import { parseArpWindows } from '../formats/arp-windows.ts';

/** ARP table as arp.exe prints it: every Windows, without rights. */
export const windowsArp: Collector = {
  id: 'windows.arp',
  group: 'neighbors',
  platforms: ['windows'],
  rank: 2,
  request: {
    command: 'arp.exe -a',
    root: 'never',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseArpWindows,
};
