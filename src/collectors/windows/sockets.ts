import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** Sockets with their processes (Get-NetTCPConnection, Get-NetUDPEndpoint; Windows 8 and Server 2012 on). */
export const windowsSockets: Collector = {
  id: 'windows.sockets',
  group: 'sockets',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      "Get-NetTCPConnection | Select-Object State, LocalAddress, LocalPort, RemoteAddress, RemotePort, OwningProcess | ConvertTo-Csv -NoTypeInformation; '#TYPE udp'; Get-NetUDPEndpoint | Select-Object LocalAddress, LocalPort, OwningProcess | ConvertTo-Csv -NoTypeInformation",
    root: 'never',
    seconds: 20,
    bytes: 32 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
