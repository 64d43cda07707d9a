import type { Collector } from '../../model/collector.ts';
import { parseIpconfig } from '../formats/ipconfig.ts';

/** Interfaces and addresses as ipconfig.exe prints them: every Windows, without rights. */
export const windowsIpconfig: Collector = {
  id: 'windows.ipconfig',
  group: 'addresses',
  platforms: ['windows'],
  rank: 2,
  request: {
    command: 'ipconfig.exe /all',
    root: 'never',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseIpconfig,
};
