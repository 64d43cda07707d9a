import type { Collector } from '../../model/collector.ts';
import { parsePowerShell } from '../formats/powershell/parse.ts';

/** Interfaces and their addresses (Get-NetAdapter, Get-NetIPAddress; Windows 8 and Server 2012 on). */
export const windowsAddresses: Collector = {
  id: 'windows.addresses',
  group: 'addresses',
  platforms: ['windows'],
  rank: 1,
  request: {
    command:
      "Get-NetAdapter | Select-Object Name, InterfaceDescription, ifIndex, Status, MacAddress, MtuSize | ConvertTo-Csv -NoTypeInformation; '#TYPE address'; Get-NetIPAddress | Select-Object IPAddress, PrefixLength, InterfaceAlias, InterfaceIndex | ConvertTo-Csv -NoTypeInformation",
    root: 'never',
    seconds: 20,
    bytes: 4 * 1024 * 1024,
  },
  parse: parsePowerShell,
};
