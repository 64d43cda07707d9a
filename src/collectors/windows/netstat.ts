import type { Collector } from '../../model/collector.ts';
import { parseNetstatWindows } from '../formats/netstat-windows.ts';

/** Sockets with their processes as netstat.exe prints them: every Windows in any language, without rights. */
export const windowsNetstat: Collector = {
  id: 'windows.netstat',
  group: 'sockets',
  platforms: ['windows'],
  rank: 2,
  request: {
    command: 'netstat.exe -ano',
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parseNetstatWindows,
};
