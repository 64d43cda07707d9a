import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** ARP and neighbour discovery (Get-NetNeighbor; Windows 8 and Server 2012 on). */
export const windowsNeighbors: Collector = {
  id: 'windows.neighbors',
  group: 'neighbors',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      'Get-NetNeighbor | Select-Object IPAddress, LinkLayerAddress, State, InterfaceAlias, InterfaceIndex | ConvertTo-Csv -NoTypeInformation',
    root: 'never',
    seconds: 20,
    bytes: 4 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
