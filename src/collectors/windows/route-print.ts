import type { Collector } from '../../model/collector.ts';
import { parseRouteWindows } from '../formats/route-windows.ts';

/** Routing tables as route.exe prints them: every Windows, without rights. */
export const windowsRoutePrint: Collector = {
  id: 'windows.route-print',
  group: 'routes',
  platforms: ['windows'],
  rank: 2,
  request: {
    command: 'route.exe print',
    root: 'never',
    seconds: 10,
    bytes: 2 * 1024 * 1024,
  },
  parse: parseRouteWindows,
};
