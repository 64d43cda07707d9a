import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** Routing tables of both families (Get-NetRoute; Windows 8 and Server 2012 on). */
export const windowsRoutes: Collector = {
  id: 'windows.routes',
  group: 'routes',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      'Get-NetRoute | Select-Object DestinationPrefix, NextHop, InterfaceAlias, InterfaceIndex, RouteMetric | ConvertTo-Csv -NoTypeInformation',
    root: 'never',
    seconds: 20,
    bytes: 4 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
